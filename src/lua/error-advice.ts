import { textOfMessage } from "./library-variables.ts";
import type { LuaScript } from "./lua-script.ts";
import { LUA_VERSION } from "./lua-version.ts";
import type { Machine } from "./machine.ts";

/** The message of `require`. Other names never become part of a line that users may paste into a shell. */
const MISSING_MODULE = /module '([A-Za-z0-9_][\w.-]*)' not found:/;
/** Lua's message if it finds the first byte of UTF-16, with or without a byte order mark, instead of a word. */
const WIDE_CHARACTERS = /^\t?([^[\n][^\n]*?):[12]: (?:unexpected symbol|syntax error) near '<\\(?:0|254|255)>'/m;
/** The entry in the search path for the tree of `luarocks --tree`. */
const TREE = /^(.*lua_modules)([\\/])share\2lua\2[\d.]+\2\?\.lua$/;
/** Only luff's own library has modules with such names. */
const LIBRARY = "helm.";
const WORD = /^[\w./\\:@%+,=-]+$/;

/** A traceback in which the function of the library that raised an error was called by `return f(…)`. */
const LOST_CALL =
  /^\thelm\.arguments:\d+: in field 'raise'\n(?:\t(?:helm\.|\[C\]: ).*\n)*\t\(\.\.\.tail calls\.\.\.\)$/m;

/** Mistakes of those who know other languages, or not yet the library, by Lua's messages. */
const MISTAKES: readonly (readonly [message: RegExp, advice: string])[] = [
  [/attempt to index a nil value \(global 'helm'\)/, 'write `local helm = require "helm"` at the top of the script.'],
  [
    LOST_CALL,
    "Lua knows no line of a call behind `return`: write `local result = CALL` and `return result` to see it.",
  ],
  [/:\d+: (?:unexpected symbol|.* expected) near '!'/, "Lua writes `~=` for `!=`, and `not` for `!`."],
];
const SIGN = /^([^[\n][^\n]*?):(\d+): syntax error near '(?:[-+*/%]|\.\.)'/;
const ASSIGNING_SIGN = /(?:[-+*/%]|\.\.)=|\+\+/;

/** LuaRocks packages whose modules have a different name. */
const PACKAGES: Readonly<Record<string, string>> = { pl: "penlight" };

/** What is known of the machine whose script has failed. */
type Known = Pick<Machine, "script" | "commandLineTexts" | "libraryModules">;

/**
 * What to do about an error whose cause luff knows better than Lua, as a sentence; undefined for all others.
 */
export function adviceFor(machine: Known, message: string): string | undefined {
  const { script, libraryModules: modules } = machine;
  const module = MISSING_MODULE.exec(message)?.[1];
  if (module?.startsWith(LIBRARY) === true) {
    return `the library of this luff has no module "${module}": check its name, or install a newer luff.`;
  }
  if (module !== undefined && modules.includes(`${LIBRARY}${module}`)) {
    return `luff's own module is \`require "${LIBRARY}${module}"\`.`;
  }
  if (module !== undefined) return installModule(script, module);
  const advice = MISTAKES.find(([mistake]) => mistake.test(message))?.[1];
  if (advice !== undefined) return advice;
  if (ASSIGNING_SIGN.test(lineOfSign(machine, message))) return "Lua has no `+=` and no `++`: write `x = x + 1`.";
  const file = WIDE_CHARACTERS.exec(message)?.[1];
  return file === undefined ? undefined : `${file} looks like UTF-16, but Lua reads UTF-8: save it as UTF-8.`;
}

/** The line where Lua found a sign of arithmetic behind a statement; "" for another message. */
function lineOfSign(machine: Known, message: string): string {
  const [, path = "", number] = SIGN.exec(message) ?? [];
  const text = number === undefined ? undefined : textOfMessage(machine, path);
  return text?.split("\n")[Number(number) - 1] ?? "";
}

function installModule({ packagePath }: LuaScript, module: string): string | undefined {
  const tree = packagePath.map((template) => TREE.exec(template)?.[1]).find((folder) => folder !== undefined);
  if (tree === undefined) return undefined;
  const [root = module] = module.split(".");
  const folder = WORD.test(tree) ? tree : `"${tree}"`;
  const line = `luarocks --lua-version ${LUA_VERSION} --tree ${folder} install ${PACKAGES[root] ?? root}`;
  return `if this module is in a LuaRocks package that is written only in Lua, this installs it: ${line}`;
}
