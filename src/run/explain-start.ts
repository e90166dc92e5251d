import { commandWords } from "../command/prepare-command.ts";
import { AppError } from "../errors/app-error.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import { partlyChanged } from "../host/partly-changed.ts";
import type { ProgramStart } from "../host/processes.ts";
import { shownPath } from "../platform/shown-path.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { readBeginning, startObstacle } from "../program/start-obstacle.ts";
import { lookupIn } from "../program/variable-lookup.ts";
import { argumentsOf, planRun } from "./plan-run.ts";
import { hasInstallHook } from "./has-install-hook.ts";
import { missingScript, type FailedStart } from "./missing-script.ts";
import { startPluginProgram } from "./start-plugin-program.ts";

/** What a plugin's command starts on this computer: a file, such as the interpreter of a script, or the reason why it does not start. */
export type ExplainedStart = { readonly kind: "starts"; readonly file: string } | FailedStart;

/**
 * Finds what `luff NAME` would start, without starting it, whether the system can start it, and whether the script that it names is there. Undefined for a Lua script that is
 * there, and if there is nothing to start.
 */
export async function explainStart(host: Host, installed: InstalledPlugin): Promise<ExplainedStart | undefined> {
  const { plugin, folder } = installed;
  const variables = pluginVariables(plugin.name, folder);
  const run = planRun(host, installed, { args: [], variables });
  if (run.kind === "none" || run.kind === "module") return undefined;
  const lack = missingScript(host, installed, run);
  if (run.kind === "lua") return lack;
  let file = host.environment.ownCommand[0];
  const take = async (start: ProgramStart): Promise<number> => {
    ({ file } = start);
    return 0;
  };
  try {
    await startPluginProgram(partlyChanged(host, { processes: { run: take, runChild: take } }), {
      asker: `plugin "${plugin.name}"`,
      word: run.word,
      isMadeByHook: hasInstallHook(plugin),
      args: run.args,
      variables,
      chosen: () => commandWords(plugin.commands, host),
      extraArgs: [],
      argumentsWith: (others) => argumentsOf(planRun(host, installed, { args: [], variables: others })),
      // The script runs in luff itself.
      runLuaScript: async () => 0,
      note: undefined,
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { hint, message } = error;
    return { kind: "fails", hint, reason: message.replace(/^plugin "[^"]*": /, "") };
  }
  if (lack !== undefined) return lack;
  const obstacle = startObstacle(host, {
    file,
    beginning: readBeginning(host, file),
    lookup: lookupIn(host, variables),
  });
  if (obstacle !== undefined) return { kind: "fails", reason: obstacle.reason, hint: obstacle.hint };
  return { kind: "starts", file: shownPath(host.os, file) };
}
