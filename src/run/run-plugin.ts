import { commandWords } from "../command/prepare-command.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { ProgramCall } from "../program/program-call.ts";
import { startProgram } from "../program/start-program.ts";
import { whyNotCommand } from "./classify-plugin.ts";
import { asksForPostRender } from "./find-lua-script.ts";
import type { LuaSettings } from "./lua-settings.ts";
import { withManifestLimits } from "./manifest-limits.ts";
import { argumentsOf, planRun, userArguments } from "./plan-run.ts";
import { requireRuntime } from "./require-runtime.ts";
import { hasInstallHook } from "./has-install-hook.ts";
import type { CommandModuleCall } from "./run-command-module.ts";
import { startPluginProgram } from "./start-plugin-program.ts";

export interface PluginCall {
  /** The user's arguments, without the global flags. */
  readonly args: readonly string[];
  /** Helm's variables, without those of the plugin itself. */
  readonly variables: Readonly<Record<string, string>>;
  readonly lua: LuaSettings;
  /** Called with a line for each thing that explains the start; undefined if nobody wants it explained. */
  readonly note: ((text: string) => void) | undefined;
}

/**
 * Runs a plugin's command, a program or a Lua script, and returns its exit status. Throws AppError "not-a-command" for a
 * getter, and others if it has nothing to run here or cannot be started.
 */
export async function runPlugin(host: Host, installed: InstalledPlugin, call: PluginCall): Promise<number> {
  const { plugin, folder } = installed;
  await requireRuntime(host, installed, call);
  const variables = { ...call.variables, ...pluginVariables(plugin.name, folder) };
  const asker = `plugin "${plugin.name}"`;
  const { note } = call;
  if (note !== undefined) (await import("./debug/note-command.ts")).noteCommand(host, installed, { asker, note });
  const run = planRun(host, installed, { args: call.args, variables });
  const refusal = whyNotCommand(installed, run);
  if (refusal !== undefined) throw notACommand(installed, refusal);
  if (note !== undefined && run.kind !== "none") {
    (await import("./debug/note-start.ts")).noteStart(host, run, { asker, note, variables });
  }
  // Made only for a script: a program needs none of it.
  const lua = () => ({
    plugin: plugin.name,
    mainIsOptional: false,
    roots: [folder],
    variables,
    settings: withManifestLimits(call.lua, installed),
    note,
  });
  switch (run.kind) {
    case "lua":
      return runScript(host, { ...lua(), script: run.script, args: run.args });
    case "module":
      return runModule(host, installed, { asker, note, args: run.args, variables, settings: call.lua });
    case "program":
      if (asksForPostRender(host.os, run)) {
        return runOwnPostRender(host, { asker, variables, args: run.args, lua: call.lua });
      }
      return startPluginProgram(host, {
        asker,
        word: run.word,
        isMadeByHook: hasInstallHook(plugin),
        args: run.args,
        variables,
        chosen: () => commandWords(plugin.commands, host),
        extraArgs: userArguments(plugin, { args: call.args, variables }),
        argumentsWith: (others) => argumentsOf(planRun(host, installed, { args: call.args, variables: others })),
        // The script runs as on POSIX, where its first line starts luff with it.
        runLuaScript: (script, args) => runScript(host, { ...lua(), mainIsOptional: true, script, args }),
        note,
      });
    case "none": {
      const { makeNoCommandError } = await import("../command/no-command-error.ts");
      throw makeNoCommandError(installed, host, run.command);
    }
  }
}

/** Starts the luff that runs now in place of one on PATH. Loads the code for that only here. */
async function runOwnPostRender(
  host: Host,
  { lua, args, ...call }: Pick<ProgramCall, "asker" | "variables" | "args"> & { readonly lua: LuaSettings },
): Promise<number> {
  const { callOfJob, luaFlags } = await import("./call-of-luff.ts");
  return startProgram(host, { ...call, ...callOfJob(host, args, luaFlags(lua)) });
}

/** Loads the code for scripts only if there is one. */
async function runScript(...call: Parameters<typeof import("./run-lua.ts").runLua>): Promise<number> {
  return (await import("./run-lua.ts")).runLua(...call);
}

/** The same for a WebAssembly module. */
async function runModule(
  host: Host,
  installed: InstalledPlugin,
  {
    asker,
    note,
    ...call
  }: CommandModuleCall & { readonly asker: string; readonly note: ((text: string) => void) | undefined },
): Promise<number> {
  if (note !== undefined) {
    (await import("./debug/note-module.ts")).noteModule(host, installed, { asker, note, ...call });
  }
  return (await import("./run-command-module.ts")).runCommandModule(host, installed, call);
}

function notACommand({ plugin }: InstalledPlugin, refusal: "getter" | "test"): AppError {
  if (refusal === "test") {
    return new AppError("not-a-command", `plugin "${plugin.name}" has the type test/v1, which is not a command`, {
      hint: "Only Helm's own tests use this type. Plugins that are commands have the type cli/v1.",
    });
  }
  const protocols = plugin.getters.flatMap((getter) => getter.protocols);
  return new AppError("not-a-command", `plugin "${plugin.name}" is a getter and has no command to run`, {
    hint: `Run: luff get ${protocols[0] ?? "SCHEME"}://… Helm calls it for URLs of its protocols: ${protocols.join(", ")}.`,
  });
}
