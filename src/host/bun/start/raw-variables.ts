import { folded, keepRawVariables, type GivenVariable } from "../../raw-variables.ts";
import { nodeFs } from "../node-fs.ts";

/**
 * This process's own variables. Bun knows no value of a variable whose name is not UTF-8: it comes from what this process
 * received. What was received without "=" is no variable; for Bun its value is empty.
 */
export function ownVariables(): Record<string, string> {
  const all: Record<string, string> = Object.create(null);
  let bare: ReadonlySet<string> | undefined;
  for (const [name, value] of Object.entries(process.env)) {
    const isVariable = (value ?? "") !== "" || !(bare ??= withoutValues()).has(folded(name));
    if (isVariable) all[name] = value ?? receivedValue(name);
  }
  return all;
}

/** What this process received without "=". */
function withoutValues(): ReadonlySet<string> {
  const lines = new TextDecoder().decode(readEnvironment()).split("\0");
  return new Set(lines.filter((line) => line !== "" && !line.includes("=")).map(folded));
}

function receivedValue(name: string): string {
  const beginning = folded(`${name}=`);
  const text = givenVariables().map((given) => folded(given.text));
  return text.find((each) => each.startsWith(beginning))?.slice(beginning.length) ?? "";
}

/**
 * Variables of a program to start, NAME=VALUE each; what this process received are its very bytes, which Linux keeps, and so is what is
 * `set`.
 */
export function rawVariables(
  variables: Readonly<Record<string, string>>,
  set: readonly GivenVariable[] = [],
): (string | Uint8Array)[] {
  return keepRawVariables(variables, givenVariables, set);
}

function givenVariables(): GivenVariable[] {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  const given: GivenVariable[] = [];
  const bytes = readEnvironment();
  let start = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    const line = bytes.subarray(start, end);
    given.push({ bytes: line, text: decoder.decode(line) });
    start = end + 1;
  }
  return given;
}

function readEnvironment(): Uint8Array {
  try {
    return nodeFs().readFileSync("/proc/self/environ");
  } catch {
    return new Uint8Array(); // Not on Linux, or /proc is not mounted: the variables are passed on as JavaScript has them.
  }
}
