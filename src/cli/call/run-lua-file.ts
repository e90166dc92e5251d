import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { runLua, type LuaCall } from "../../run/run-lua.ts";
import { scriptFolders } from "../../run/script-folders.ts";
import { absolutePath } from "../files/absolute-path.ts";
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
    plugin: callingPlugin(host, path),
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

/**
 * The folder of the plugin that Helm runs with a command such as "luff $HELM_PLUGIN_DIR/main.lua"; undefined for a
 * script outside that folder.
 */
function callingPlugin(host: Host, path: string): string | undefined {
  const folder = host.environment.get("HELM_PLUGIN_DIR") ?? "";
  const name = host.environment.get("HELM_PLUGIN_NAME") ?? "";
  const style = pathStyle(host.os);
  const isBelow = folder !== "" && absolutePath(host, path).startsWith(absolutePath(host, folder) + style.separator);
  return isBelow && name !== "" ? name : undefined;
}
