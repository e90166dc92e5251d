import type { LuaScript } from "./lua-script.ts";
import { LUA_VERSION } from "./lua-version.ts";

/** What `require` says; a name of another form is never put into a line that somebody may paste into a shell. */
const MISSING_MODULE = /module '([A-Za-z0-9_][\w.-]*)' not found:/;
/** The first byte of UTF-16, with a byte order mark or without, where Lua expects a word. */
const WIDE_CHARACTERS = /^\t?([^[\n][^\n]*?):[12]: (?:unexpected symbol|syntax error) near '<\\(?:0|254|255)>'/m;
/** The search path's entry for the tree of `luarocks --tree`. */
const TREE = /^(.*lua_modules)([\\/])share\2lua\2[\d.]+\2\?\.lua$/;
const WORD = /^[\w./\\:@%+,=-]+$/;

/** Packages of LuaRocks whose modules have another name. */
const PACKAGES: Readonly<Record<string, string>> = { pl: "penlight" };

/** What to do about an error that luff knows more of than Lua does, as a sentence; undefined for all others. */
export function adviceFor(script: LuaScript, message: string): string | undefined {
  const module = MISSING_MODULE.exec(message)?.[1];
  if (module !== undefined) return installModule(script, module);
  const file = WIDE_CHARACTERS.exec(message)?.[1];
  return file === undefined ? undefined : `${file} looks like UTF-16, and Lua reads UTF-8: save it as UTF-8.`;
}

function installModule({ packagePath }: LuaScript, module: string): string | undefined {
  const tree = packagePath.map((template) => TREE.exec(template)?.[1]).find((folder) => folder !== undefined);
  if (tree === undefined) return undefined;
  const [root = module] = module.split(".");
  const folder = WORD.test(tree) ? tree : `"${tree}"`;
  const line = `luarocks --lua-version ${LUA_VERSION} --tree ${folder} install ${PACKAGES[root] ?? root}`;
  return `if a package of LuaRocks in Lua alone has this module, this brings it: ${line}`;
}
