import { pathStyle } from "../../platform/path-style.ts";
import { isLuaFile } from "../../run/find-lua-script.ts";
import type { LintContext } from "../lint-context.ts";

/** Packages of others are in such a folder, where `luarocks --tree lua_modules` puts them. */
const PACKAGES = "lua_modules";

/** A larger file that no command names is data. */
const MOST_SCRIPT_BYTES = 1 << 20;

/** The paths of the Lua files in the plugin's folder that its author has written. */
export function ownLuaFiles({ host, folder, entries }: LintContext): readonly string[] {
  return entries
    .filter(({ path, stat }) => {
      if (stat?.kind !== "file" || stat.size > MOST_SCRIPT_BYTES || !isLuaFile(path)) return false;
      return !nameBelow(host.os, folder, path).split("/").includes(PACKAGES);
    })
    .map(({ path }) => path);
}

/** The path of a file below a folder, with slashes; the whole path of another file. */
export function nameBelow(os: string, folder: string, path: string): string {
  const { join, separator } = pathStyle(os);
  const start = join(folder, "x").slice(0, -1);
  const below = path.startsWith(start) ? path.slice(start.length) : path;
  return below.split(separator).join("/");
}
