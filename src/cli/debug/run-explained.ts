import type { Host } from "../../host/host.ts";
import { valueHider } from "../../text/secrets/hide-values.ts";
import { showWords } from "../../text/secrets/show-words.ts";
import { buildInfo } from "../build-info.ts";
import { readCall, type ReadCall } from "../call/read-call.ts";
import { createDebugNote } from "./debug-note.ts";
import { explainedHost } from "./explained-host.ts";

/**
 * Runs luff's command line and explains on stderr what luff does and why. `runCall` runs what was read. Returns the exit status. Throws
 * what that throws.
 */
export async function runExplained(
  host: Host,
  argv: readonly string[],
  runCall: (read: ReadCall) => Promise<number>,
): Promise<number> {
  const hide = valueHider([host.environment.all()], argv);
  const note = createDebugNote(host, hide);
  noteCaller(host, showWords(["luff", ...argv], hide), note);
  try {
    const status = await runCall(readCall({ host: explainedHost(host, note), note }, argv));
    note(`luff ends with status ${status}`);
    return status;
  } catch (error) {
    note("luff ends with an error");
    throw error;
  }
}

/** Notes which luff this is, how it was called and where. */
function noteCaller({ runtime, os, arch, environment }: Host, line: string, note: (text: string) => void): void {
  const { version, commit } = buildInfo();
  note(`luff ${version}${commit === "" ? "" : ` (${commit})`}, ${runtime}, ${os}/${arch}`);
  note(`called as: ${line}`);
  note(`in the folder ${environment.workingDirectory}`);
  const plugin = environment.get("HELM_PLUGIN_NAME") ?? "";
  const folder = environment.get("HELM_PLUGIN_DIR") ?? "";
  if (plugin !== "" || folder !== "") note(`called by the plugin "${plugin}" in ${folder}`);
}
