import { sectionsOf } from "../../src/text/markdown/sections.ts";
import type { PageName } from "./companion.ts";
import { anchorOf, sectionsOfDocument } from "./documents.ts";
import type { PageSource } from "./topic-pages.ts";

/** The page that has a heading of a document. */
export type FindPage = (document: string, anchor: string) => PageName | undefined;

/** Finds the pages of headings by the pages that have sections of documents. */
export function pagesByHeading(pages: readonly PageSource[]): FindPage {
  const found = new Map<string, PageName>();
  for (const { page, document, headings } of pages) {
    found.set(`${document}#`, page);
    for (const { heading } of sectionsOf(sectionsOfDocument(document, headings))) {
      found.set(`${document}#${anchorOf(heading)}`, page);
    }
  }
  return (document, anchor) => found.get(`${document}#${anchor}`);
}

/** "luff-lua(7)". */
export function pageLabel({ name, section }: PageName): string {
  return `${name}(${section})`;
}

/** The text of a source in which links to headings of other pages name the page. Addresses of the web do not change. */
export function withPageLinks(markdown: string, { document, page }: PageSource, findPage: FindPage): string {
  return markdown.replaceAll(
    /\[([^\]]+)\]\((?![a-z]+:)([^)#\s]*)#?([^)\s]*)\)/g,
    (_, label: string, file: string, anchor: string) => {
      const target = findPage(file === "" ? document : file, anchor);
      if (target === undefined || target.name === page.name) return label;
      const name = `**${pageLabel(target)}**`;
      return /^(?:above|below)$/.test(label) ? `see ${name}` : `${label} (${name})`;
    },
  );
}
