import * as native from "qjs:host";
import { keepRawVariables } from "../raw-variables.ts";
import { toText } from "./text.ts";

/** Variables of a program to start, NAME=VALUE each; what this process received are its very bytes. */
export function rawVariables(variables: Readonly<Record<string, string>>): (string | Uint8Array)[] {
  return keepRawVariables(variables, () => native.variables().map((bytes) => ({ bytes, text: toText(bytes) })));
}
