import { describeOffers } from "../command/describe-offers.ts";
import { expandVariables, type VariableLookup } from "../command/expand-variables.ts";
import { commandWords, prepareCommand } from "../command/prepare-command.ts";
import { selectCommand } from "../command/select-command.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import type { OutputStream } from "../host/terminal.ts";
import type { PluginHook } from "../manifest/plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { startProgram } from "../program/start-program.ts";
import { lookupIn } from "../program/variable-lookup.ts";
import { callOfLuff, type ProgramWords } from "./call-of-luff.ts";
import { findLuaHook } from "./find-lua-hook.ts";
import { findLuaScript, locateScript } from "./find-lua-script.ts";
import { hasInstallHook } from "./has-install-hook.ts";
import { noteCommand } from "./debug/note-command.ts";
import { noteStart } from "./debug/note-start.ts";
import { startPluginProgram } from "./start-plugin-program.ts";

/** The events in a plugin's life for which its hooks run. */
export type HookEvent = "install" | "update" | "delete";

export interface HookCall {
  readonly event: HookEvent;
  /** Helm's variables, without those of the plugin itself. Asked for only if there is a hook. */
  readonly variables: () => Promise<Readonly<Record<string, string>>>;
  /** Where the hook's stdout goes. */
  readonly output: OutputStream;
  /** Called with a line for each thing that explains the start; undefined if nobody wants it explained. */
  readonly note: ((text: string) => void) | undefined;
}

export type HookOutcome =
  /** The manifest has no hook for the event. */
  | { readonly kind: "none" }
  /** It has none for this platform, but for the offered ones. */
  | { readonly kind: "not-here"; readonly offered: readonly string[] }
  | { readonly kind: "ended"; readonly status: number };

/** Runs a plugin's hook as a child without input, and waits for it. Throws AppError "start-failed" and others if it cannot be started. */
export async function runHook(host: Host, installed: InstalledPlugin, call: HookCall): Promise<HookOutcome> {
  const { plugin, folder } = installed;
  const hook = plugin.hooks.find(({ event }) => event === call.event);
  if (hook === undefined) return { kind: "none" };
  const variables = { ...(await call.variables()), ...pluginVariables(plugin.name, folder) };
  const asker = `the ${call.event} hook of plugin "${plugin.name}"`;
  const { note } = call;
  if (note !== undefined) noteCommand(host, installed, { asker, note, commands: hook.commands });
  const words = planHook(host, installed, hook, lookupIn(host, variables));
  if (words === undefined) return { kind: "not-here", offered: describeOffers(hook.commands) };
  if (note !== undefined) noteStart(host, { kind: "program", ...words }, { asker, note, variables });
  const common = { asker, variables, childOutput: call.output };
  const status = await startPluginProgram(host, {
    ...common,
    ...words,
    isMadeByHook: call.event !== "install" && hasInstallHook(plugin),
    chosen: () => (selectCommand(hook.commands, host).kind === "entry" ? commandWords(hook.commands, host) : undefined),
    extraArgs: [],
    argumentsWith: (others) => planHook(host, installed, hook, lookupIn(host, others))?.args ?? [],
    runLuaScript: (script, args) => startProgram(host, { ...common, ...callOfLuff(host, script, args) }),
    note,
  });
  return { kind: "ended", status };
}

/**
 * What a hook starts on this platform; undefined if that is nothing. A string in `hooks` is passed to the shell
 * unchanged. Entries of `platformHooks` are split and expanded as in Helm 4, which with `apiVersion: v1` expands only
 * the program.
 */
function planHook(
  host: Host,
  { plugin, folder }: InstalledPlugin,
  { commands }: PluginHook,
  lookup: VariableLookup,
): ProgramWords | undefined {
  const selection = selectCommand(commands, host);
  if (selection.kind === "default") {
    const lua = findLuaHook(host.os, selection.command, (word) => expandVariables(word, lookup));
    return lua === undefined
      ? { word: "sh", args: ["-c", selection.command] }
      : callOfLuff(host, locateScript(host, folder, lua.script), lua.args);
  }
  const expand = plugin.format === "v1" ? "program" : "all";
  const prepared = prepareCommand(commands, host, { lookup, expand });
  if (prepared.kind === "none") return undefined;
  const lua = findLuaScript(host.os, prepared.program, prepared.args);
  return lua === undefined
    ? { word: prepared.program, args: prepared.args }
    : callOfLuff(host, locateScript(host, folder, lua.script), lua.args);
}
