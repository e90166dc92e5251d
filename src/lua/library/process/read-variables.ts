import { mergeVariables } from "../../../host/merge-variables.ts";
import type { GivenVariable } from "../../../host/raw-variables.ts";
import { withoutVariables } from "../../../host/without-variables.ts";
import type { Machine } from "../../machine.ts";
import type { LuaValue } from "../library-function.ts";
import { bytesOf, textOf } from "../text-of.ts";

const EQUALS = 0x3d;

/** A program's environment: the script's, or nothing, and then names with their values. A name with false is left out. */
export function readVariables(
  { environment, system }: Machine,
  pairs: readonly LuaValue[],
  clears: boolean,
): Readonly<Record<string, string>> {
  // The same object, so that the host need not prepare it again.
  if (pairs.length === 0 && !clears) return environment;
  const onWindows = system.os === "windows";
  const set: Record<string, string> = {};
  const gone: string[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const [name, value] = [textOf(pairs[index]), pairs[index + 1]];
    if (value === false) gone.push(onWindows ? name.toUpperCase() : name);
    else set[name] = textOf(value);
  }
  const base = clears ? {} : withoutVariables(environment, gone, onWindows);
  return mergeVariables(base, set, onWindows);
}

/** Those of the variables that a string may not hold: NAME=VALUE each. */
export function readRawVariables(pairs: readonly LuaValue[]): readonly GivenVariable[] {
  const raw: GivenVariable[] = [];
  for (let index = 0; index < pairs.length; index += 2) {
    const [name, value] = [bytesOf(pairs[index]), pairs[index + 1]];
    const text = `${textOf(name)}=${textOf(value)}`;
    if (text.includes("\uFFFD")) raw.push({ bytes: Uint8Array.of(...name, EQUALS, ...bytesOf(value)), text });
  }
  return raw;
}
