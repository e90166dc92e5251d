import { run } from "../../src/cli/run.ts";
import type { MemoryEntry } from "./memory-files.ts";
import { createMemoryHost, type MemoryHost, type MemoryHostOptions } from "./memory-host.ts";

export const PROGRAM = { kind: "program" } as const;
/** The default plugins folder of a memory host. */
export const PLUGINS = "/home/user/.local/share/helm/plugins";

/** A legacy manifest whose program is `run` in the plugin's folder. */
export function manifest(name: string, more = ""): string {
  return `name: ${name}\nversion: 1.0.0\nusage: does ${name}\ncommand: $HELM_PLUGIN_DIR/run $HELM_NAMESPACE\n${more}`;
}

/** The files of plugins by the name of their folder. */
export function plugins(...names: readonly string[]): Record<string, MemoryEntry> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [`${PLUGINS}/${name}/plugin.yaml`, manifest(name)],
      [`${PLUGINS}/${name}/run`, PROGRAM],
    ]),
  );
}

interface Outcome extends Pick<MemoryHost, "started"> {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs luff's command line over a memory host, by default with the plugin "p". */
export async function call(
  argv: readonly string[],
  options: MemoryHostOptions = { files: plugins("p") },
): Promise<Outcome> {
  const host = createMemoryHost(options);
  const status = await run(host, argv);
  return { status, stdout: host.written.stdout, stderr: host.written.stderr, started: host.started };
}
