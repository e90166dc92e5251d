import type { ParseCache } from "../cache/parse-cache.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { findProgram } from "../program/find-program.ts";
import { readBeginning, startObstacle, type Beginning } from "../program/start-obstacle.ts";
import { lookupIn } from "../program/variable-lookup.ts";
import { missingScript } from "./missing-script.ts";
import type { PlannedRun } from "./plan-run.ts";

/** An installed plugin, and what running it without arguments comes to. */
export interface PlannedPlugin {
  readonly installed: InstalledPlugin;
  readonly run: PlannedRun;
}

interface ReadyHost {
  readonly host: Host;
  readonly cache: ParseCache;
}

/**
 * Of plugins those whose program is there, with nothing in the way of its start. What is in the way of another one takes longer to find.
 * The beginnings of the programs come from the cache, by their paths, sizes and times, so that a list of many plugins opens none
 * of them. On Windows, where a start is more than a file, it returns none.
 */
export async function readyPrograms(
  { host, cache }: ReadyHost,
  plugins: readonly PlannedPlugin[],
): Promise<ReadonlySet<PlannedPlugin>> {
  if (host.os === "windows") return new Set();
  const programs = plugins.flatMap((plugin) => programOf(host, plugin));
  const beginnings = await readBeginnings({ host, cache }, programs);
  const good = new Set<string>();
  const ready = programs.filter(({ plugin, file }) => {
    const beginning = beginnings[file];
    const line = beginning?.kind === "script" ? beginning.line : "";
    if (beginning === undefined || good.has(line)) return beginning !== undefined;
    const { name } = plugin.installed.plugin;
    const lookup = lookupIn(host, pluginVariables(name, plugin.installed.folder));
    const isReady = startObstacle(host, { file, beginning, lookup }) === undefined;
    // What a variable leads to is another thing for each plugin.
    if (isReady && line !== "" && !line.includes("$")) good.add(line);
    return isReady;
  });
  return new Set(ready.map(({ plugin }) => plugin));
}

interface Program {
  readonly plugin: PlannedPlugin;
  readonly file: string;
  /** What tells this content of the file from every other. */
  readonly mark: string;
}

function programOf(host: Host, plugin: PlannedPlugin): readonly Program[] {
  const { installed, run } = plugin;
  if (run.kind !== "program") return [];
  const found = findProgram(host, run.word);
  if (found.kind !== "found" || missingScript(host, installed, run) !== undefined) return [];
  const { file, stat } = found;
  return [{ plugin, file, mark: `${file}\0${stat.size}\0${stat.modified}` }];
}

function readBeginnings(
  { host, cache }: ReadyHost,
  programs: readonly Program[],
): Promise<Readonly<Record<string, Beginning>>> {
  const text = new TextEncoder().encode(programs.map(({ mark }) => mark).join("\n"));
  return cache.get("beginnings", text, () =>
    Object.fromEntries(programs.map(({ file }) => [file, readBeginning(host, file)])),
  );
}
