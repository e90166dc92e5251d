import { runLua, type LuaCall } from "../../run/run-lua.ts";
import { scriptFolders } from "../../run/script-folders.ts";
import { absolutePath } from "../files/absolute-path.ts";
import { calledFile } from "./called-file.ts";
import { contextVariables, type CliContext } from "../context.ts";

/**
 * Runs a Lua script by its path, inside a plugin or not, and what the command line has around it. Returns the exit
 * status.
 */
export async function runLuaFile(
  context: CliContext,
  path: string,
  { args, commandLine }: Pick<LuaCall, "args" | "commandLine">,
): Promise<number> {
  const { host } = context;
  const places = {
    script: path,
    plugin: calledFile(host, path)?.plugin,
    roots: scriptFolders(host, absolutePath(host, path)),
  };
  return runLuaIn(context, { ...places, args, ...(commandLine !== undefined && { commandLine }) });
}

/** Runs Lua with the settings of luff's call, and with main only if there is one. Returns the exit status. */
export async function runLuaIn(
  context: CliContext,
  call: Pick<LuaCall, "script" | "source" | "plugin" | "roots" | "args" | "commandLine">,
): Promise<number> {
  return runLua(context.host, {
    ...call,
    mainIsOptional: true,
    variables: await contextVariables(context),
    settings: context.lua,
    note: context.note,
  });
}
