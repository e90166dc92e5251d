import type { Companion } from "./companion.ts";
import { bodyOfSource, commandPages, MAIN, MANUAL_OF_COMMANDS } from "./command-pages.ts";
import { mainPage } from "./main-page.ts";
import { renderPage, type Edition } from "./page.ts";
import { pagesByHeading } from "./page-links.ts";
import { documentPages } from "./topic-pages.ts";

/**
 * luff's pages for man(1): luff(1), a page for each command, for each topic of `luff help`, and for the library. They are made from
 * the same texts as what `luff help` prints.
 */
export async function manualPages(edition: Edition): Promise<readonly Companion[]> {
  const documents = documentPages();
  const findPage = pagesByHeading([...MANUAL_OF_COMMANDS, ...documents]);
  const topics = documents.map((source) => ({ ...source, body: bodyOfSource(source, findPage), seeAlso: [MAIN] }));
  const others = [...(await commandPages(findPage)), ...topics];
  const names = others.map(({ page }) => page);
  return [mainPage(names, findPage), ...others].map((parts) => renderPage(parts, edition));
}
