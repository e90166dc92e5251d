import { terminalLine } from "../text/terminal-line.ts";
import { utf8Text } from "../text/utf8-text.ts";
import { encodeUtf8, latin1, toBytes } from "./bytes.ts";
import type { LuaScript } from "./lua-script.ts";

const NEWLINE = 0x0a;
const LONGEST_LINE = 200;

/**
 * The script's line that an error message names, with its number, as bytes for a terminal. Undefined if the message
 * does not start with a place in the script, or the script is not text.
 */
export function excerptOf(script: LuaScript, message: Uint8Array): Uint8Array | undefined {
  const path = latin1(toBytes(script.path));
  const text = latin1(message);
  if (!text.startsWith(`${path}:`)) return undefined;
  const number = Number(/^\d+(?=:)/.exec(text.slice(path.length + 1))?.[0]);
  const line = Number.isNaN(number) ? undefined : lineOf(script.source, number);
  if (line === undefined || steers(line)) return undefined;
  const start = encodeUtf8(`\n  ${number} | `);
  return Uint8Array.from([...start, ...line.subarray(0, LONGEST_LINE), NEWLINE]);
}

/** A line by its number (from 1), without its line end. */
function lineOf(source: Uint8Array, number: number): Uint8Array | undefined {
  let start = 0;
  for (let line = 1; line < number; line++) {
    start = source.indexOf(NEWLINE, start) + 1;
    if (start === 0) return undefined;
  }
  const end = source.indexOf(NEWLINE, start);
  const line = source.subarray(start, end < 0 ? source.length : end);
  return line.at(-1) === 0x0d ? line.subarray(0, -1) : line;
}

/** Whether a line could control a terminal; a tab is harmless. */
function steers(line: Uint8Array): boolean {
  const text = utf8Text(line).replaceAll("\t", " ");
  return terminalLine(text) !== text;
}
