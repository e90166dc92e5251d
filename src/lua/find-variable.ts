import { latin1, toBytes } from "./bytes.ts";
import type { Machine } from "./machine.ts";

/** The value of a variable of the machine's environment. On Windows the names ignore the case of ASCII letters. */
export function findVariable({ system, environment }: Machine, name: Uint8Array): string | undefined {
  const fold = system.os === "windows" ? upperCase : (text: string) => text;
  const wanted = fold(latin1(name));
  return Object.entries(environment).find(([each]) => fold(latin1(toBytes(each))) === wanted)?.[1];
}

function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
