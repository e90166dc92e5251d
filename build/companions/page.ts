import type { Companion, PageName } from "./companion.ts";
import { pageLabel } from "./page-links.ts";
import { argument, escapeRoff, spansInRoff } from "./roff-text.ts";

/** What is in the first and the last line of each page. */
export interface Edition {
  readonly version: string;
  readonly time: Date;
}

/** The parts of a page. */
export interface PageParts {
  readonly page: PageName;
  readonly summary: string;
  /** The sections between NAME and SEE ALSO, in roff. */
  readonly body: string;
  readonly seeAlso: readonly PageName[];
}

/** A page for man(1), in the macros of man(7). The same parts give the same text. */
export function renderPage({ page, summary, body, seeAlso }: PageParts, { version, time }: Edition): Companion {
  const title = [page.name.toUpperCase(), String(page.section)].map(argument).join(" ");
  const date = time.toISOString().slice(0, 10);
  // Commands and flags must not be hyphenated: people copy them.
  const text = `\
.TH ${title} ${date} ${[`luff ${version}`, "luff's manual"].map(argument).join(" ")}
.nr HY 0
.nh
.ad l
.SH NAME
${escapeRoff(page.name)} \\- ${escapeRoff(summary)}
${body}.SH SEE ALSO
${spansInRoff(references(seeAlso))}
`;
  return { kind: "page", page, text };
}

function references(pages: readonly PageName[]): Parameters<typeof spansInRoff>[0] {
  return pages.flatMap((page, index) => [
    { text: pageLabel(page), strong: true },
    { text: index < pages.length - 1 ? ", " : "", strong: false },
  ]);
}
