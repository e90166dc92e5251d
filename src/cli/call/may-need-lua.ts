import { pathStyle } from "../../platform/path-style.ts";
import { namesakeFolders } from "../../plugin/namesake-rank.ts";
import { MAIN_SCRIPT } from "../../run/find-lua-script.ts";
import type { CliContext } from "../context.ts";
import type { Call } from "./read-call.ts";

/**
 * Whether a call probably runs Lua, guessed before a manifest is read: it names a script or Lua's options, or its plugin has a main.lua.
 * A wrong guess only costs time.
 */
export function mayNeedLua(context: CliContext, call: Call): boolean {
  const { host, callable } = context;
  switch (call.kind) {
    case "script":
    case "lua":
      return true;
    case "folder":
      return holdsMainScript(host, [call.path]);
    case "plugin":
      for (const directory of callable) {
        if (holdsMainScript(host, namesakeFolders(host.os, directory, call.name))) return true;
      }
      return false;
    case "either":
      return mayNeedLua(call.plugin.context, call.plugin.call);
    case "command":
    case "completion":
      return false;
  }
}

function holdsMainScript({ os, files }: CliContext["host"], folders: readonly string[]): boolean {
  for (const folder of folders) {
    try {
      if (files.stat(pathStyle(os).join(folder, MAIN_SCRIPT)) !== undefined) return true;
    } catch {
      // Reading the plugin reports what is wrong with the folder.
    }
  }
  return false;
}
