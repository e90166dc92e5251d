import { toBytes } from "./bytes.ts";
import type { Machine } from "./machine.ts";

const EQUALS = 0x3d;

/** The bytes of a variable's value. Those of a variable that luff received are unchanged, also where they are not UTF-8. */
export function valueBytes({ system }: Pick<Machine, "system">, name: string, value: string): Uint8Array {
  const [line = ""] = system.rawTexts.variables({ [name]: value });
  if (typeof line === "string") return toBytes(value);
  // On Windows a name may start with "=".
  return line.subarray(line.indexOf(EQUALS, 1) + 1);
}
