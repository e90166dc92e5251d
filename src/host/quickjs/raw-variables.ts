import * as native from "qjs:host";
import { type GivenVariable, keepRawVariables } from "../raw-variables.ts";
import { toText } from "./text.ts";

/** What was made of an environment. A script starts many programs with the same one. */
const prepared = new WeakMap<object, readonly (string | Uint8Array)[]>();

/** Variables of a program to start, NAME=VALUE each; what this process received are its very bytes, and so is what is `set`. */
export function rawVariables(
  variables: Readonly<Record<string, string>>,
  set: readonly GivenVariable[] = [],
): readonly (string | Uint8Array)[] {
  const known = set.length === 0 ? prepared.get(variables) : undefined;
  if (known !== undefined) return known;
  const made = keepRawVariables(variables, received, set);
  if (set.length === 0) prepared.set(variables, made);
  return made;
}

function received(): GivenVariable[] {
  return native.variables().map((bytes) => ({ bytes, text: toText(bytes) }));
}
