import { findNearestWord } from "../text/nearest-word.ts";
import { encodeUtf8, latin1 } from "./bytes.ts";
import { LUA_OK, type State } from "./lua-exports.ts";
import { moduleOf, textOfMessage, variablesOf } from "./library-variables.ts";
import type { Machine } from "./machine.ts";

/** Lua's message where a script uses what a table does not have: its place, and the name. */
const USE_OF_NIL = /^([^\n]*?):(\d+): attempt to (?:call|index) a nil value \((?:field|method) '(\w+)'\)/;
/** The module that has all others. */
const HELM = "helm";

/** Returns the names that a loaded module has, a line each. */
const LIST_NAMES = `local names = {}
for name in next, package.loaded[...] do names[#names + 1] = tostring(name) end
return table.concat(names, "\\n")`;

/**
 * What to do about an error for a function that a module of the library does not have, as a sentence; undefined if the message says
 * something else, or names another file than the script and the texts of the command line. Changes nothing on the stack.
 */
export function memberAdvice(machine: Machine, state: State, message: string): string | undefined {
  const [, path, line, name = ""] = USE_OF_NIL.exec(message) ?? [];
  const text = path === undefined ? undefined : textOfMessage(machine, path);
  const module = text === undefined ? undefined : moduleInLine(text, Number(line), name);
  if (module === undefined) return undefined;
  const known =
    module === HELM
      ? machine.libraryModules.map((each) => each.replace(/^helm\./, ""))
      : namesOf(machine, state, module);
  if (known === undefined || known.includes(name)) return undefined;
  return `${module} has no "${name}": ${cureOfMember(module, name, known)}`;
}

/** What to write for a name that a module of the library does not have, of those that it has. */
export function cureOfMember(module: string, name: string, known: readonly string[]): string {
  const nearest = findNearestWord(name, known);
  const short = module.replace(/^helm\./, "");
  if (nearest !== undefined) return `did you mean ${short}.${nearest}?`;
  // The short name of helm.helm is that of the module which has all others.
  return `'luff help lua ${short === HELM ? module : short}' lists what it has`;
}

/**
 * The module whose member of the name a line of a script calls, by how the script names it: "helm.fs" for `fs.read` and `helm.fs.read`. Undefined
 * if that is no module of the library.
 */
export function moduleInLine(text: string, number: number, name: string): string | undefined {
  const line = text.split("\n")[number - 1] ?? "";
  const call = new RegExp(String.raw`(require\s*\(?\s*["'][\w.]+["']\s*\)?(?:\.\w+)?|[\w.]+)\s*[.:]\s*${name}\b`);
  const owner = call.exec(line)?.[1];
  return owner === undefined ? undefined : moduleOf(owner, variablesOf(text));
}

/** Undefined if the module is not loaded. It is asked in protected mode: a script may have changed what Lua needs for that. */
function namesOf(machine: Machine, state: State, module: string): readonly string[] | undefined {
  const { lua } = machine;
  const source = encodeUtf8(LIST_NAMES);
  const buffer = machine.copy(source);
  const loaded = lua.luaL_loadbufferx(state, buffer, source.length, machine.text("=luff"), 0);
  lua.free(buffer);
  machine.pushBytes(state, module);
  const isListed = loaded === LUA_OK && lua.lua_pcallk(state, 1, 1, 0, 0, 0) === LUA_OK;
  const names = isListed ? latin1(machine.stringAt(state, -1)).split("\n") : undefined;
  lua.lua_settop(state, isListed || loaded === LUA_OK ? -2 : -3);
  return names;
}
