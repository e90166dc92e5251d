import { commandWords } from "../command/prepare-command.ts";
import { makeNoCommandError } from "../command/no-command-error.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import type { ChildOutput } from "../host/processes.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { startProgram } from "../program/start-program.ts";
import { callOfJob, callOfLuff, JOB_FLAG, luaFlags } from "./call-of-luff.ts";
import { whyNotCommand } from "./classify-plugin.ts";
import { asksForPostRender, isLuaFile, isThere } from "./find-lua-script.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { withManifestLimits } from "./manifest-limits.ts";
import { noteCommand } from "./debug/note-command.ts";
import { noteStart } from "./debug/note-start.ts";
import { argumentsOf, planRun, userArguments } from "./plan-run.ts";
import { requireRuntime } from "./require-runtime.ts";
import { hasInstallHook } from "./has-install-hook.ts";
import { startPluginProgram } from "./start-plugin-program.ts";

export interface PostRendererCall {
  readonly args: readonly string[];
  /** Helm's variables, without those of a plugin. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the result goes. */
  readonly output: ChildOutput;
  readonly lua: LuaSettings;
  /** Called with a line for each thing that explains the start; undefined if nobody wants it explained. */
  readonly note: ((text: string) => void) | undefined;
}

/**
 * Whether a plugin can be a post-renderer. Without apiVersion that is a command: Helm 3 takes the path of its program.
 */
export function isPostRenderer(host: Host, installed: InstalledPlugin): boolean {
  const { plugin, folder } = installed;
  if (plugin.format === "v1") return plugin.type === "postrenderer/v1";
  const run = planRun(host, installed, { args: [], variables: pluginVariables(plugin.name, folder) });
  return whyNotCommand(installed, run) === undefined;
}

/**
 * Runs a plugin's command as a child that reads the user's stdin, and returns its exit status. Throws AppError
 * "start-failed" and others if it cannot be started.
 */
export async function runPostRenderer(host: Host, installed: InstalledPlugin, call: PostRendererCall): Promise<number> {
  const { plugin, folder } = installed;
  await requireRuntime(host, installed, call);
  const variables = { ...call.variables, ...pluginVariables(plugin.name, folder) };
  const asker = `the post-renderer "${plugin.name}"`;
  const { note } = call;
  if (note !== undefined) noteCommand(host, installed, { asker, note });
  const run = planRun(host, installed, { args: call.args, variables });
  if (run.kind === "none") throw makeNoCommandError(installed, host, run.command);
  if (note !== undefined) {
    const places = { roots: [folder], settings: withManifestLimits(call.lua, installed) };
    noteStart(host, { ...run, places }, { asker, note, variables });
  }
  const common = { asker, variables, childOutput: call.output, childHasInput: true as const };
  const flags = luaFlags(withManifestLimits(call.lua, installed));
  const runLuaScript = (script: string, args: readonly string[]): Promise<number> =>
    startProgram(host, { ...common, ...callOfLuff(host, script, args, flags) });
  if (run.kind === "module") {
    const job = callOfJob(host, ["post-render", JOB_FLAG, folder, ...run.args], luaFlags(call.lua));
    return startProgram(host, { ...common, ...job });
  }
  if (run.kind === "lua") return runLuaScript(run.script, run.args);
  if (asksForPostRender(host.os, run)) {
    return startProgram(host, { ...common, ...callOfJob(host, run.args, luaFlags(call.lua)) });
  }
  return startPluginProgram(host, {
    ...common,
    word: run.word,
    isMadeByHook: hasInstallHook(plugin),
    args: run.args,
    chosen: () => commandWords(plugin.commands, host),
    extraArgs: userArguments(plugin, { args: call.args, variables }),
    argumentsWith: (others) => argumentsOf(planRun(host, installed, { args: call.args, variables: others })),
    runLuaScript,
    note,
  });
}

/** The same for a program by its path or its name on PATH, or for a Lua script, as Helm 3 takes a post-renderer. */
export async function runPostRendererProgram(host: Host, word: string, call: PostRendererCall): Promise<number> {
  const { args, variables, note } = call;
  const common = { asker: "luff", variables, childOutput: call.output, childHasInput: true as const };
  const runLuaScript = (script: string, rest: readonly string[]): Promise<number> =>
    startProgram(host, { ...common, ...callOfLuff(host, script, rest, luaFlags(call.lua)) });
  const isScript = isLuaFile(word) && isThere(host, word);
  if (note !== undefined) {
    const start = isScript ? { kind: "lua" as const, script: word, args } : { kind: "program" as const, word, args };
    noteStart(host, start, { asker: common.asker, note, variables });
  }
  if (isScript) return runLuaScript(word, args);
  return startPluginProgram(host, {
    ...common,
    word,
    args,
    chosen: () => undefined,
    extraArgs: args,
    argumentsWith: () => args,
    runLuaScript,
    note,
  });
}
