import { makeNoCommandError } from "../command/no-command-error.ts";
import { commandWords } from "../command/prepare-command.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import { isCommand } from "./classify-plugin.ts";
import type { LimitTexts } from "./lua-limits.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { lookupIn, planRun, userArguments, type PlannedCall } from "./plan-run.ts";
import { runLua } from "./run-lua.ts";
import { findProgram } from "../program/find-program.ts";
import { startProgram, type InterpreterArguments } from "../program/start-program.ts";

export interface PluginCall {
  /** The user's arguments, after the global flags were taken out. */
  readonly args: readonly string[];
  /** Helm's variables, without those of the plugin itself. */
  readonly variables: Readonly<Record<string, string>>;
  readonly lua: LuaSettings;
}

/** Runs a plugin's command, whether a program or a Lua script, and returns its exit status. */
export async function runPlugin(host: Host, installed: InstalledPlugin, call: PluginCall): Promise<number> {
  const { plugin, folder } = installed;
  requireRuntime(installed);
  const variables = { ...call.variables, ...pluginVariables(plugin.name, folder) };
  const run = planRun(host, installed, { args: call.args, variables });
  if (!isCommand(installed, run)) throw notACommand(installed);
  switch (run.kind) {
    case "lua":
      return runLua(host, {
        plugin: plugin.name,
        mainIsOptional: false,
        script: run.script,
        args: run.args,
        roots: [folder],
        variables,
        settings: withManifestLimits(call.lua, installed),
      });
    case "program":
      return startProgram(host, {
        asker: `plugin "${plugin.name}"`,
        word: run.word,
        args: run.args,
        variables,
        interpreterArguments: argumentsForInterpreter(host, installed, { args: call.args, variables }),
      });
    case "none":
      throw makeNoCommandError(plugin.name, host, run.command);
  }
}

/** Loads what it takes only where Windows's command interpreter is started. */
function argumentsForInterpreter(
  host: Host,
  { plugin }: InstalledPlugin,
  call: PlannedCall,
): (failure: string) => Promise<InterpreterArguments | undefined> {
  return async (failure) => {
    const { interpreterArguments } = await import("./interpreter-arguments.ts");
    const isProgram = (word: string): boolean => findProgram(host, word).kind === "found";
    const chosen = commandWords(plugin.commands, host);
    if (chosen === undefined) return undefined;
    const lookup = lookupIn(host, call.variables);
    return interpreterArguments({ lookup, extraArgs: userArguments(plugin, call), chosen, isProgram, failure });
  };
}

/** A WebAssembly plugin wants another machine than luff has. */
function requireRuntime({ plugin }: InstalledPlugin): void {
  if (plugin.runtime.kind !== "extism") return;
  throw new AppError(
    "runtime-unsupported",
    `plugin "${plugin.name}" has the runtime extism/v1, which luff cannot run`,
    {
      hint: "Helm 4 runs it; luff runs the runtimes subprocess and lua/v1.",
    },
  );
}

function notACommand({ plugin }: InstalledPlugin): AppError {
  if (plugin.type === "test/v1") {
    return new AppError("not-a-command", `plugin "${plugin.name}" has the type test/v1, which is not a command`, {
      hint: "Helm's own tests use this type; a plugin to call has the type cli/v1.",
    });
  }
  return new AppError("not-a-command", `plugin "${plugin.name}" is a getter and has no command to run`, {
    hint: `Helm calls it for URLs of its protocols: ${plugin.getters.flatMap(({ protocols }) => protocols).join(", ")}.`,
  });
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
