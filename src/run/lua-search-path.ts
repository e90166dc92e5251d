import { LUA_VERSION } from "../lua/lua-version.ts";
import { pathStyle } from "../platform/path-style.ts";

/** The layouts in which `require` searches a plugin's folder; the last is the tree of `luarocks --tree lua_modules`. */
const LAYOUTS: readonly (readonly string[])[] = [[], ["lua"], ["lua_modules", "share", "lua", LUA_VERSION]];

/** The templates of `package.path` for one folder, in the order in which Lua tries them. */
export function luaSearchPath(os: string, root: string): string[] {
  const { join } = pathStyle(os);
  return LAYOUTS.flatMap((layout) => [join(root, ...layout, "?.lua"), join(root, ...layout, "?", "init.lua")]);
}
