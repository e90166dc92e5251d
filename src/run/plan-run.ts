import { prepareCommand, type PreparedCommand } from "../command/prepare-command.ts";
import type { Host } from "../host/host.ts";
import type { Plugin } from "../manifest/plugin.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { MODULE_NAME } from "../plugin/read-plugin.ts";
import { lookupIn } from "../program/variable-lookup.ts";
import { findLuaScript, isThere, locateScript, MAIN_SCRIPT } from "./find-lua-script.ts";

/** How a plugin runs on this computer. */
export type PlannedRun =
  | { readonly kind: "lua"; readonly script: string; readonly args: readonly string[] }
  | { readonly kind: "program"; readonly word: string; readonly args: readonly string[] }
  /** A WebAssembly module. */
  | { readonly kind: "module"; readonly module: string; readonly args: readonly string[] }
  /** The plugin has nothing to run on this computer. */
  | { readonly kind: "none"; readonly command: Extract<PreparedCommand, { kind: "none" }> };

export interface PlannedCall {
  /** The user's arguments. */
  readonly args: readonly string[];
  /** All variables that luff sets for the plugin. */
  readonly variables: Readonly<Record<string, string>>;
}

type PlanHost = Pick<Host, "os" | "arch" | "files" | "environment">;

/** Finds what a plugin's command runs: a program or a Lua script. Nothing is started. */
export function planRun(host: PlanHost, { plugin, folder }: InstalledPlugin, call: PlannedCall): PlannedRun {
  const { join } = pathStyle(host.os);
  const extraArgs = userArguments(plugin, call);
  if (plugin.runtime.kind === "lua") {
    return { kind: "lua", script: join(folder, plugin.runtime.script), args: extraArgs };
  }
  if (plugin.runtime.kind === "extism") return { kind: "module", module: join(folder, MODULE_NAME), args: extraArgs };
  const prepared = prepareCommand(plugin.commands, host, { lookup: lookupIn(host, call.variables), extraArgs });
  if (prepared.kind === "none") {
    const main = join(folder, MAIN_SCRIPT);
    const standsIn = prepared.reason === "no-match" && isThere(host, main);
    return standsIn ? { kind: "lua", script: main, args: extraArgs } : { kind: "none", command: prepared };
  }
  const lua = findLuaScript(host.os, prepared.program, prepared.args);
  return lua === undefined
    ? { kind: "program", word: prepared.program, args: prepared.args }
    : { kind: "lua", script: locateScript(host, folder, lua.script), args: lua.args };
}

/** The arguments of the program or the script that is to run; none if nothing is. */
export function argumentsOf(run: PlannedRun): readonly string[] {
  return run.kind === "none" ? [] : run.args;
}

/** The user's arguments for the plugin: none if its manifest has `ignoreFlags`. */
export function userArguments({ ignoreFlags }: Plugin, { args }: PlannedCall): readonly string[] {
  return ignoreFlags ? [] : args;
}
