import type { LibraryFunction } from "./library-function.ts";

/** Twelve random hexadecimal digits, for the name of a temporary file. */
export const randomName: LibraryFunction = ({ machine }) =>
  Array.from(machine.system.random.bytes(6), hexadecimal).join("");

function hexadecimal(byte: number): string {
  return byte.toString(16).padStart(2, "0");
}
