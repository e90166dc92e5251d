import type { FileCoverage } from "../../author/specs/spec-result.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { renderTable } from "../table.ts";

/** The most places of missing lines that are named of a file. */
const MOST_PLACES = 20;

/** How much of each file ran, and which lines did not, as a table with a line for all. */
export function renderCoverageTable(files: readonly FileCoverage[]): string {
  const rows = files.map(({ file, lines }) => [terminalLine(file), ...numbersOf(lines), missingLines(lines)]);
  const all = ["all", ...numbersOf(files.flatMap(({ lines }) => lines)), ""];
  return renderTable([["FILE", "LINES", "MISSED", "COVERED", "MISSING LINES"], ...rows, all]);
}

function numbersOf(lines: FileCoverage["lines"]): readonly string[] {
  const missed = lines.filter(([, count]) => count === 0).length;
  const share = lines.length === 0 ? 100 : Math.floor(((lines.length - missed) * 100) / lines.length);
  return [String(lines.length), String(missed), `${share} %`];
}

/** "4, 7-9": lines that did not run; those between two of them that cannot run do not end a range. */
function missingLines(lines: FileCoverage["lines"]): string {
  const ranges: { first: number; last: number }[] = [];
  let isOpen = false;
  for (const [line, count] of lines) {
    const range = ranges.at(-1);
    if (count > 0) isOpen = false;
    else if (isOpen && range !== undefined) range.last = line;
    else {
      ranges.push({ first: line, last: line });
      isOpen = true;
    }
  }
  const places = ranges.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`));
  return places.length > MOST_PLACES ? `${places.slice(0, MOST_PLACES).join(", ")}, …` : places.join(", ");
}
