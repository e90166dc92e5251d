import { makeNoCommandError } from "../command/no-command-error.ts";
import { commandWords, prepareCommand } from "../command/prepare-command.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import { findLuaScript, locateScript, MAIN_SCRIPT } from "./find-lua-script.ts";
import type { LimitTexts } from "./lua-limits.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { runLua } from "./run-lua.ts";
import { findProgram } from "../program/find-program.ts";
import { startProgram, type InterpreterArguments } from "../program/start-program.ts";
import type { InterpreterCall } from "./interpreter-arguments.ts";

export interface PluginCall {
  /** The user's arguments, after the global flags were taken out. */
  readonly args: readonly string[];
  /** Helm's variables, without those of the plugin itself. */
  readonly variables: Readonly<Record<string, string>>;
  readonly lua: LuaSettings;
}

/** Runs a plugin's command, whether a program or a Lua script, and answers its exit status. */
export async function runPlugin(host: Host, installed: InstalledPlugin, call: PluginCall): Promise<number> {
  const { plugin, folder } = installed;
  requireCommandType(installed);
  const variables = { ...call.variables, ...pluginVariables(plugin.name, folder) };
  const asker = `plugin "${plugin.name}"`;
  const luaCall = (script: string, args: readonly string[]): Promise<number> =>
    runLua(host, {
      plugin: plugin.name,
      mainIsOptional: false,
      script,
      args,
      roots: [folder],
      variables,
      settings: withManifestLimits(call.lua, installed),
    });
  const extraArgs = plugin.ignoreFlags ? [] : call.args;

  if (plugin.runtime.kind === "lua") return luaCall(pathStyle(host.os).join(folder, plugin.runtime.script), extraArgs);
  const lookup = lookupIn(host, variables);
  const prepared = prepareCommand(plugin.commands, host, { lookup, extraArgs });
  if (prepared.kind === "none") {
    const main = pathStyle(host.os).join(folder, MAIN_SCRIPT);
    if (prepared.reason === "no-match" && host.files.stat(main) !== undefined) return luaCall(main, extraArgs);
    throw makeNoCommandError(plugin.name, host, prepared);
  }
  const lua = findLuaScript(host.os, prepared.program, prepared.args);
  if (lua !== undefined) return luaCall(locateScript(host, folder, lua.script), lua.args);
  const { program: word, args } = prepared;
  const interpreterArguments = argumentsForInterpreter(host, installed, { lookup, extraArgs });
  return startProgram(host, { asker, word, args, variables, interpreterArguments });
}

/** Loads what it takes only where Windows's command interpreter is started. */
function argumentsForInterpreter(
  host: Host,
  { plugin }: InstalledPlugin,
  given: Pick<InterpreterCall, "lookup" | "extraArgs">,
): (failure: string) => Promise<InterpreterArguments | undefined> {
  return async (failure) => {
    const { interpreterArguments } = await import("./interpreter-arguments.ts");
    const isProgram = (word: string): boolean => findProgram(host, word).kind === "found";
    const chosen = commandWords(plugin.commands, host);
    return chosen === undefined ? undefined : interpreterArguments({ ...given, chosen, isProgram, failure });
  };
}

/** A getter has no command of its own, and a WebAssembly plugin wants another machine than luff has. */
function requireCommandType({ plugin }: InstalledPlugin): void {
  if (plugin.runtime.kind === "extism") {
    throw new AppError(
      "runtime-unsupported",
      `plugin "${plugin.name}" has the runtime extism/v1, which luff cannot run`,
      {
        hint: "Helm 4 runs it; luff runs the runtimes subprocess and lua/v1.",
      },
    );
  }
  if (plugin.type === "getter/v1") {
    throw new AppError("not-a-command", `plugin "${plugin.name}" is a getter and has no command to run`, {
      hint: "Helm calls it for URLs of its protocols.",
    });
  }
}

/** The manifest's limits are the weakest: the user's own come before them. */
function withManifestLimits(settings: LuaSettings, { plugin, manifestPath }: InstalledPlugin): LuaSettings {
  const { runtime } = plugin;
  if (runtime.kind !== "lua") return settings;
  const limits: LimitTexts = Object.fromEntries(
    Object.entries(runtime.limits).map(([kind, text]) => [
      kind,
      {
        text,
        origin: `runtimeConfig.limits.${kind} in ${manifestPath}`,
        setter: `--${kind}-limit or LUFF_${kind.toUpperCase()}_LIMIT`,
      },
    ]),
  );
  return { ...settings, limits: [...settings.limits, limits] };
}

/** The plugin's variables before the user's; names on Windows are looked up without regard to case, and Helm's are upper case. */
function lookupIn(host: Host, variables: Readonly<Record<string, string>>): (name: string) => string | undefined {
  const own = new Map(Object.entries(variables));
  return (name) => own.get(host.os === "windows" ? name.toUpperCase() : name) ?? host.environment.get(name);
}
