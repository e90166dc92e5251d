import { latin1, toBytes } from "./bytes.ts";
import type { Machine } from "./machine.ts";
import { valueBytes } from "./value-bytes.ts";

/** The value of a variable of the machine's environment. On Windows the names ignore the case of ASCII letters. */
export function findVariable(machine: Machine, name: Uint8Array): Uint8Array | undefined {
  const { system, environment } = machine;
  const fold = system.os === "windows" ? upperCase : (text: string) => text;
  const wanted = fold(latin1(name));
  const found = Object.entries(environment).find(([each]) => fold(latin1(toBytes(each))) === wanted);
  return found === undefined ? undefined : valueBytes(machine, ...found);
}

function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
