import type { Compression } from "../../host/compression.ts";
import { sectionsOf } from "../../text/markdown/sections.ts";
import { readStatus } from "./read-status.ts";
import { readDocument } from "./read-document.ts";

/** The sections of the manual whose first table has a meaning for each code, and what these codes are. */
const TABLES: readonly (readonly [heading: string, kind: string])[] = [
  ["luff plugin lint", "A finding of luff plugin lint"],
  ["Faults in a manifest", "A fault in a plugin.yaml"],
  ["Codes of the library", "A code of the library for Lua"],
];

/** The codes of luacheck, which lint prints with W or E in front. */
const LUACHECK: ReadonlySet<string> = new Set(
  (
    "011 021 022 023 033 111 112 113 121 122 131 142 143 211 212 213 214 221 231 232 233 241 311 312 313 314 321 331 341 " +
    "411 412 413 421 422 423 431 432 433 511 512 521 531 532 541 542 551 561 571 581 582 611 612 613 614 621 631"
  ).split(" "),
);

interface CodeRow {
  readonly kind: string;
  readonly codes: readonly string[];
  readonly meaning: string;
}

/** What a status or a code means that is no error code of luff itself: "A finding of luff plugin lint: …". */
export interface CodeHelp {
  /** The codes of lint, of a manifest's faults and of the library. */
  readonly known: readonly string[];
  /** Undefined for any other code. */
  readonly text: string | undefined;
}

/** Finds an exit status, the code of a finding, of a fault or of the library in the manual, or the number of one of luacheck's warnings, such as W113. */
export async function readCode(compression: Compression, code: string): Promise<CodeHelp> {
  const rows = rowsOf(await readDocument(compression, "manual"));
  const number = /^[EW]?(\d{3})$/.exec(code)?.[1];
  const group = number !== undefined && LUACHECK.has(number) ? number[0] : undefined;
  const row = rows.find(({ codes, meaning }) =>
    group === undefined
      ? codes.some((each) => each.toUpperCase() === code.toUpperCase())
      : meaning.includes(`${group}xx`),
  );
  const known = rows.flatMap(({ codes }) => codes);
  const written = row?.codes.find((each) => each.toUpperCase() === code.toUpperCase()) ?? code;
  const status = await readStatus(compression, code);
  const meanings = [status, row && `${row.kind}: ${row.meaning}.`].filter((each) => each !== undefined);
  return { known, text: meanings.length === 0 ? undefined : `# ${written}\n\n${meanings.join("\n\n")}\n` };
}

function rowsOf(manual: string): readonly CodeRow[] {
  const sections = sectionsOf(manual);
  return TABLES.flatMap(([heading, kind]) => {
    const text = sections.find((section) => section.heading === heading)?.text ?? "";
    return text.split("\n").flatMap((line) => {
      const [, codes, meaning] = /^\| (`[^|]+`) \| (.*) \|$/.exec(line) ?? [];
      if (codes === undefined || meaning === undefined) return [];
      return [{ kind, meaning, codes: [...codes.matchAll(/`([^`]+)`/g)].map(([, each = ""]) => each) }];
    });
  });
}
