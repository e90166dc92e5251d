import { encodeUtf8, isAscii, latin1, toBytes } from "./bytes.ts";
import type { Machine } from "./machine.ts";

const EQUALS = 0x3d;
const REPLACEMENT = "\uFFFD";

/** A variable of a machine's environment. A text stands for its bytes in UTF-8. */
interface OwnVariable {
  readonly name: Uint8Array;
  readonly value: Uint8Array | string;
}

/** The variables of a machine's environment, byte for byte as programs that it starts get them. */
export function ownVariables({ system, environment, rawVariables }: Machine): OwnVariable[] {
  return system.rawTexts.variables(environment, rawVariables).map((line) => {
    // On Windows a name may start with "=".
    const end = typeof line === "string" ? line.indexOf("=", 1) : line.indexOf(EQUALS, 1);
    return { name: toBytes(line.slice(0, end)), value: line.slice(end + 1) };
  });
}

/** The value of a variable of the machine's environment. On Windows the names ignore the case of ASCII letters. */
export function findVariable(machine: Machine, name: Uint8Array): Uint8Array | undefined {
  if (!isAscii(name)) return findBytes(machine, name);
  const text = findText(machine, latin1(name));
  if (text === undefined) return undefined;
  return text.includes(REPLACEMENT) ? findBytes(machine, name) : encodeUtf8(text);
}

/** The same as text, in which bytes that no text can hold are U+FFFD. Most variables that are asked for are not there, or have no such bytes. */
function findText({ system, environment }: Machine, name: string): string | undefined {
  if (system.os !== "windows") return Object.hasOwn(environment, name) ? environment[name] : undefined;
  const wanted = upperCase(name);
  for (const key in environment) {
    if (key.length === name.length && upperCase(key) === wanted) return environment[key];
  }
  return undefined;
}

function findBytes(machine: Machine, name: Uint8Array): Uint8Array | undefined {
  const fold = machine.system.os === "windows" ? upperCase : (text: string) => text;
  const wanted = fold(latin1(name));
  const found = ownVariables(machine).find((each) => fold(latin1(each.name)) === wanted);
  return found === undefined ? undefined : toBytes(found.value);
}

function upperCase(text: string): string {
  return text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
}
