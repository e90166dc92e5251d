import { mergeVariables } from "../../../host/merge-variables.ts";
import type { GivenVariable } from "../../../host/raw-variables.ts";
import { withoutVariables } from "../../../host/without-variables.ts";
import type { Machine } from "../../machine.ts";
import type { LuaValue } from "../library-function.ts";
import { givenVariable, withoutNames } from "../given-variable.ts";
import { bytesOf, textOf } from "../text-of.ts";

/** A program's environment: the script's, or nothing, and then names with their values. A name with false is left out. */
export function readVariables(
  { environment, system }: Machine,
  pairs: readonly LuaValue[],
  clears: boolean,
): Readonly<Record<string, string>> {
  // The same object, so that the host need not prepare it again.
  if (pairs.length === 0 && !clears) return environment;
  const onWindows = system.os === "windows";
  const set: Record<string, string> = Object.create(null);
  const gone: string[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const [name, value] = [textOf(pairs[index]), pairs[index + 1]];
    if (value === false) gone.push(onWindows ? name.toUpperCase() : name);
    else set[name] = textOf(value);
  }
  const base = clears ? {} : withoutVariables(environment, gone, onWindows);
  return mergeVariables(base, set, onWindows);
}

/** Those of the variables of `readVariables`, without what luff received, that a string may not hold: NAME=VALUE each. */
export function readRawVariables(
  { rawVariables }: Machine,
  pairs: readonly LuaValue[],
  clears: boolean,
): readonly GivenVariable[] {
  if (pairs.length === 0) return clears ? [] : rawVariables;
  const raw: GivenVariable[] = [];
  const names: string[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const [name, value] = [bytesOf(pairs[index]), pairs[index + 1]];
    names.push(textOf(name));
    const given = value === false ? undefined : givenVariable(name, bytesOf(value));
    if (given !== undefined) raw.push(given);
  }
  return clears ? raw : [...raw, ...withoutNames(rawVariables, names)];
}
