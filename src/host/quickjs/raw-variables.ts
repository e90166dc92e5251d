import * as native from "qjs:host";
import { type GivenVariable, keepRawVariables } from "../raw-variables.ts";
import { toText } from "./text.ts";

/** Variables of a program to start, NAME=VALUE each; what this process received are its very bytes, and so is what is `set`. */
export function rawVariables(
  variables: Readonly<Record<string, string>>,
  set: readonly GivenVariable[] = [],
): (string | Uint8Array)[] {
  return keepRawVariables(variables, () => native.variables().map((bytes) => ({ bytes, text: toText(bytes) })), set);
}
