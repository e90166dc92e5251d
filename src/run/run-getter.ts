import { expandVariables, type VariableLookup } from "../command/expand-variables.ts";
import { makeNoCommandError } from "../command/no-command-error.ts";
import { prepareCommand } from "../command/prepare-command.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import type { ChildOutput } from "../host/processes.ts";
import { pathStyle } from "../platform/path-style.ts";
import { startProgram } from "../program/start-program.ts";
import { lookupIn } from "../program/variable-lookup.ts";
import { callOfJob, callOfLuff, JOB_FLAG, luaFlags, type ProgramWords } from "./call-of-luff.ts";
import type { FoundGetter } from "./find-getter.ts";
import { findLuaScript, isThere, locateScript, MAIN_SCRIPT } from "./find-lua-script.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { withManifestLimits } from "./manifest-limits.ts";
import { noteCommand } from "./debug/note-command.ts";
import { noteStart } from "./debug/note-start.ts";
import { requireRuntime } from "./require-runtime.ts";
import { hasInstallHook } from "./has-install-hook.ts";
import { startPluginProgram } from "./start-plugin-program.ts";

export interface GetterCall {
  readonly url: string;
  /** Files for TLS, "" if there is none. */
  readonly certFile: string;
  readonly keyFile: string;
  readonly caFile: string;
  /** Helm's variables and the credentials, without the variables of the plugin itself. */
  readonly variables: Readonly<Record<string, string>>;
  /** Where the data go. */
  readonly output: ChildOutput;
  readonly lua: LuaSettings;
  /** Called with a line for each thing that explains the start; undefined if nobody wants it explained. */
  readonly note: ((text: string) => void) | undefined;
}

/**
 * Runs a getter as a child without input, as Helm 3 and 4 do, and returns its exit status. Its arguments are the
 * command's own, a certificate file, a key file, a CA file and the URL. Throws AppError "start-failed" and others if it cannot be started.
 */
export async function runGetter(host: Host, found: FoundGetter, call: GetterCall): Promise<number> {
  const { plugin, folder } = found.installed;
  await requireRuntime(host, found.installed, call);
  const variables = { ...call.variables, ...pluginVariables(plugin.name, folder) };
  const flags = luaFlags(withManifestLimits(call.lua, found.installed));
  const asker = `the getter of plugin "${plugin.name}"`;
  const { note } = call;
  if (plugin.runtime.kind === "extism") {
    if (note !== undefined) noteCommand(host, found.installed, { asker, note });
    const job = callOfJob(host, ["get", JOB_FLAG, folder, ...tlsFlags(call), call.url], luaFlags(call.lua));
    return startProgram(host, { asker, variables, childOutput: call.output, ...job });
  }
  const common = { asker, variables, childOutput: call.output };
  const extraArgs = [call.certFile, call.keyFile, call.caFile, call.url];
  if (note !== undefined) noteCommand(host, found.installed, { asker, note, commands: found.getter.commands });
  const words = planGetter(host, found, lookupIn(host, variables));
  if (note !== undefined) {
    const places = { roots: [folder], settings: withManifestLimits(call.lua, found.installed) };
    noteStart(host, { ...words, args: [...words.args, ...extraArgs], places }, { asker, note, variables });
  }
  if (words.kind === "lua") {
    const { script, args } = words;
    return startProgram(host, { ...common, ...callOfLuff(host, script, [...args, ...extraArgs], flags) });
  }
  const args = [...words.args, ...extraArgs];
  return startPluginProgram(host, {
    ...common,
    word: words.word,
    isMadeByHook: hasInstallHook(plugin),
    args,
    // The words of a getter's command are not expanded, so they are used unchanged.
    chosen: () => undefined,
    extraArgs,
    argumentsWith: () => args,
    runLuaScript: (script, rest) => startProgram(host, { ...common, ...callOfLuff(host, script, rest, flags) }),
    note,
  });
}

/** The files for TLS as flags of `luff get`. */
function tlsFlags({ certFile, keyFile, caFile }: GetterCall): readonly string[] {
  const files = { "--cert-file": certFile, "--key-file": keyFile, "--ca-file": caFile };
  return Object.entries(files).flatMap(([flag, file]) => (file === "" ? [] : [`${flag}=${file}`]));
}

type PlannedGetter =
  | ({ readonly kind: "program" } & ProgramWords)
  | { readonly kind: "lua"; readonly script: string; readonly args: readonly string[] };

/**
 * What a getter starts here, without the four arguments. As in Helm the first word of the command is a path in the
 * plugin's folder. It is expanded, as in Helm 4, and an absolute path stays as it is, which Helm would break. So is the
 * script of `luff SCRIPT`, which Helm cannot start.
 */
export function planGetter(host: Host, { installed, getter }: FoundGetter, lookup: VariableLookup): PlannedGetter {
  const { plugin, folder } = installed;
  const { isAbsolute, join } = pathStyle(host.os);
  const prepared = prepareCommand(getter.commands, host, { lookup, expand: "program" });
  if (prepared.kind === "program") {
    const lua = findLuaScript(host.os, prepared.program, prepared.args);
    if (lua !== undefined) {
      const named = lua.script === prepared.program ? lua.script : expandVariables(lua.script, lookup);
      return { kind: "lua", script: locateScript(host, folder, named), args: lua.args };
    }
    const word = isAbsolute(prepared.program) ? prepared.program : join(folder, prepared.program);
    return { kind: "program", word, args: prepared.args };
  }
  const script = plugin.runtime.kind === "lua" ? plugin.runtime.script : MAIN_SCRIPT;
  if (plugin.runtime.kind !== "lua" && !isThere(host, join(folder, script))) {
    throw makeNoCommandError(installed, host, prepared);
  }
  return { kind: "lua", script: join(folder, script), args: [] };
}
