import { basename, posix } from "node:path";
import { PICTURE_FILE } from "../picture/draw-session.ts";

/** A document that archives contain: its path in the repository, and its name in an archive. */
export interface ArchivedDocument {
  readonly path: string;
  readonly name: string;
}

/** README.md, its picture, and the documents to which it leads. */
export const ARCHIVED_DOCUMENTS: readonly ArchivedDocument[] = [
  { path: "README.md", name: "README.md" },
  { path: ".github/MANUAL.md", name: "MANUAL.md" },
  { path: ".github/LIBRARY.md", name: "LIBRARY.md" },
  { path: PICTURE_FILE, name: basename(PICTURE_FILE) },
  { path: "LICENSE", name: "LICENSE" },
];

/** The repository's pages, as README.md names them for downloads. */
const PAGES = "https://github.com/luff-run/luff/blob";

/**
 * A document's text with links that work in an archive: to the files beside it there, otherwise to the repository's
 * pages for this version. Complete addresses, and links to a heading of the same document, do not change.
 */
export function withArchiveLinks(text: string, { path }: ArchivedDocument, version: string): string {
  return text.replaceAll(/\]\((?![a-z]+:|#)([^)#\s]+)(#[^)\s]*)?\)/g, (_, link: string, heading = "") => {
    const target = posix.join(posix.dirname(path), link);
    const beside = ARCHIVED_DOCUMENTS.find((document) => document.path === target)?.name;
    return `](${beside ?? `${PAGES}/v${version}/${target}`}${heading})`;
  });
}
