import type { Compression } from "../../host/compression.ts";
import { sectionsOf } from "../../text/markdown/sections.ts";
import { readDocument } from "./read-document.ts";

/** The sections of the manual whose first table has a meaning for each code, and what these codes are. */
const TABLES: readonly (readonly [heading: string, kind: string])[] = [
  ["luff plugin lint", "A finding of luff plugin lint"],
  ["Faults in a manifest", "A fault in a plugin.yaml"],
  ["Codes of the library", "A code of the library for Lua"],
];

interface CodeRow {
  readonly kind: string;
  readonly codes: readonly string[];
  readonly meaning: string;
}

/** What a code means that is no error code of luff itself: "A finding of luff plugin lint: …". */
export interface CodeHelp {
  /** The codes of lint, of a manifest's faults and of the library. */
  readonly known: readonly string[];
  /** Undefined for any other code. */
  readonly text: string | undefined;
}

/** Finds the code of a finding, of a fault or of the library in the manual, or the number of one of luacheck's warnings, such as W113. */
export async function readCode(compression: Compression, code: string): Promise<CodeHelp> {
  const rows = rowsOf(await readDocument(compression, "manual"));
  const group = /^[EW]?(\d)\d\d$/.exec(code)?.[1];
  const row = rows.find(({ codes, meaning }) =>
    group === undefined
      ? codes.some((each) => each.toUpperCase() === code.toUpperCase())
      : meaning.includes(`${group}xx`),
  );
  const known = rows.flatMap(({ codes }) => codes);
  const written = row?.codes.find((each) => each.toUpperCase() === code.toUpperCase()) ?? code;
  return { known, text: row && `# ${written}\n\n${row.kind}: ${row.meaning}.\n` };
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
