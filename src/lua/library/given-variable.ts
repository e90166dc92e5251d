import type { GivenVariable } from "../../host/raw-variables.ts";
import { joinBytes } from "../bytes.ts";
import { textOf } from "./text-of.ts";

/** A variable that a script sets for programs, if a string cannot hold it; otherwise undefined. */
export function givenVariable(name: Uint8Array, value: Uint8Array): GivenVariable | undefined {
  const bytes = joinBytes([name, "=", value]);
  const text = textOf(bytes);
  return text.includes("\uFFFD") ? { bytes, text } : undefined;
}

/** Those of the variables that have none of the names. */
export function withoutNames(variables: readonly GivenVariable[], names: readonly string[]): readonly GivenVariable[] {
  return variables.filter(({ text }) => !names.some((name) => text.startsWith(`${name}=`)));
}
