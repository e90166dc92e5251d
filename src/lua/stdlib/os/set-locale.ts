import { latin1, toBytes } from "../../bytes.ts";
import type { State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import { isMissing, isText, textArgument } from "../arguments.ts";
import type { LuaFunction } from "../define-function.ts";

/** Lua's names for C's categories. */
const CATEGORIES: Readonly<Record<string, string>> = {
  ctype: "LC_CTYPE",
  numeric: "LC_NUMERIC",
  time: "LC_TIME",
  collate: "LC_COLLATE",
  monetary: "LC_MONETARY",
};
/** glibc's order of the categories if their locales differ. */
const NAMED = [
  ...["LC_CTYPE", "LC_NUMERIC", "LC_TIME", "LC_COLLATE", "LC_MONETARY", "LC_MESSAGES", "LC_PAPER", "LC_NAME"],
  ...["LC_ADDRESS", "LC_TELEPHONE", "LC_MEASUREMENT", "LC_IDENTIFICATION"],
];
const SAME_AS_C = /^(?:C|POSIX|C\.(?:UTF-8|utf8))$/;

/**
 * os.setlocale: luff has the C locale and those that behave like it, as a system without additional locales does. The
 * empty name asks for the environment's locale. Any other name returns nil.
 */
export function createSetLocale(original: (state: State) => number): LuaFunction {
  const current = new Map(NAMED.map((category) => [category, "C"]));
  return (machine, state) => {
    const word = isMissing(machine, state, 2) ? "all" : categoryWord(machine, state);
    const chosen = word === "all" ? NAMED : [CATEGORIES[word]].filter((name) => name !== undefined);
    const query = isMissing(machine, state, 1);
    if (chosen.length === 0 || (!query && !isText(machine, state, 1))) return original(state);
    const set = query || setLocale(machine, current, { chosen, name: latin1(textArgument(machine, state, 1)) });
    if (set) machine.pushBytes(state, toBytes(describe(current, chosen)));
    else machine.lua.lua_pushnil(state);
    return 1;
  };
}

function categoryWord(machine: Machine, state: State): string {
  return isText(machine, state, 2) ? latin1(textArgument(machine, state, 2)) : "";
}

interface LocaleChange {
  readonly chosen: readonly string[];
  readonly name: string;
}

function setLocale(machine: Machine, current: Map<string, string>, { chosen, name }: LocaleChange): boolean {
  const names = chosen.map((category) => (name === "" ? environmentLocale(machine, category) : name));
  if (!names.every((each) => SAME_AS_C.test(each))) return false;
  chosen.forEach((category, index) => current.set(category, (names[index] ?? "C").replace("POSIX", "C")));
  return true;
}

function environmentLocale(machine: Machine, category: string): string {
  const { environment } = machine.script;
  return environment["LC_ALL"] || environment[category] || environment["LANG"] || "C";
}

function describe(current: ReadonlyMap<string, string>, chosen: readonly string[]): string {
  const names = chosen.map((category) => current.get(category) ?? "C");
  const first = names[0] ?? "C";
  if (names.every((name) => name === first)) return first;
  return chosen.map((category, index) => `${category}=${names[index]}`).join(";");
}
