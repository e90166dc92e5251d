import { makeNoCommandError } from "../command/no-command-error.ts";
import type { Host } from "../host/host.ts";
import { isBelow } from "../platform/is-below.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { planPlain, whyNotCommand } from "./classify-plugin.ts";
import { explainStart } from "./explain-start.ts";
import type { StartProblem } from "./start-problems.ts";

/**
 * Why the command that a plugin brings itself does not start on this computer, and what to do: it has none for this platform, or its file is
 * missing or cannot be executed. A program on PATH is not looked for, because it may come later. Nothing is started. Undefined if it starts.
 */
export async function ownProblem(host: Host, installed: InstalledPlugin): Promise<StartProblem | undefined> {
  const { plugin, folder } = installed;
  const run = planPlain(host, installed);
  if (run.kind === "module" || whyNotCommand(installed, run) !== undefined) return undefined;
  if (run.kind === "none") {
    // A plugin without any command is there for its hooks or getters, and a variable may have the program.
    if (run.command.reason === "empty" || run.command.offered.length === 0) return undefined;
    const { message, hint = "" } = makeNoCommandError(installed, host, run.command);
    return { reason: message, hint };
  }
  if (!isBelow(host.os, folder, run.kind === "lua" ? run.script : run.word)) return undefined;
  const start = await explainStart(host, installed);
  return start?.kind === "fails"
    ? { reason: `plugin "${plugin.name}" does not run here: ${start.reason}`, hint: start.hint ?? "" }
    : undefined;
}
