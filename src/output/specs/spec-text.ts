import type { SpecCounts, SpecResult, TestResult } from "../../author/specs/spec-result.ts";
import { countOf } from "../../text/count-of.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { paint, type Colour } from "./paint.ts";

/** How a result is written for reading. */
export interface SpecTextStyle {
  readonly colours: boolean;
}

/** A file's result for reading: a line, what failed and is pending, and what the file has written. */
export function renderSpecText(result: SpecResult, { colours }: SpecTextStyle): string {
  const failed = result.tests.filter(({ status }) => status === "failed");
  const pending = result.tests.filter(({ status }) => status === "pending");
  const [word, colour]: [string, Colour] = failed.length > 0 ? ["FAIL", "red"] : ["ok  ", "green"];
  const lines = [
    `${paint(word, colour, colours)} ${terminalLine(result.file)} (${countWords(result.tests)})`,
    ...pending.flatMap((test) => linesOf(result, test, ["pending", "yellow"], colours)),
    ...failed.flatMap((test) => linesOf(result, test, ["failed", "red"], colours)),
    ...outputLines(result.otherOutput, "  "),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

/** The last line: how many tests passed, failed and are pending. */
export function renderSpecSummary({ passed, failed, pending }: SpecCounts, files: number): string {
  const more = pending === 0 ? "" : `, ${pending} pending`;
  return `${passed} passed, ${failed} failed${more} in ${countOf(files, "file")}`;
}

function countWords(tests: readonly TestResult[]): string {
  const count = (wanted: TestResult["status"]): number => tests.filter(({ status }) => status === wanted).length;
  const parts = (["passed", "failed", "pending"] as const).map((status) => [count(status), status] as const);
  const shown = parts.filter(([number, status]) => number > 0 || status === "passed");
  return shown.map(([number, status]) => `${number} ${status}`).join(", ");
}

function linesOf(
  { file }: SpecResult,
  { name, line, message, trace, output = "" }: TestResult,
  [word, colour]: readonly [string, Colour],
  colours: boolean,
): readonly string[] {
  const place = line === 0 ? file : `${file}:${line}`;
  // Frames of the spec alone say no more than the place.
  const frames = trace.split("\n").filter((frame) => frame !== "");
  return [
    `  ${paint(word, colour, colours)}: ${terminalLine(name === "" ? "the file" : name)}`,
    `    ${terminalLine(place)}${message === "" ? "" : ":"}`,
    ...indented(message),
    ...(frames.some((frame) => !frame.startsWith(`${file}:`))
      ? ["    called from:", ...frames.map((frame) => `      ${terminalLine(frame)}`)]
      : []),
    ...outputLines(output, "    "),
  ];
}

function indented(message: string): readonly string[] {
  if (message === "") return [];
  return message.split("\n").map((line) => `      ${terminalLine(line)}`.trimEnd());
}

function outputLines(output: string, indent: string): readonly string[] {
  if (output === "") return [];
  const lines = output.replace(/\n$/, "").split("\n");
  return [`${indent}it wrote:`, ...lines.map((line) => `${indent}  ${terminalLine(line)}`.trimEnd())];
}
