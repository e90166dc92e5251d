import type { Compression } from "../../host/compression.ts";
import { sectionsOf } from "../../text/markdown/sections.ts";
import { readDocument } from "./read-document.ts";

/** What the manual's table says of an exit status such as "127": "An exit status: …". Undefined for any other word. */
export async function readStatus(compression: Compression, word: string): Promise<string | undefined> {
  if (!/^\d{1,3}$/.test(word)) return undefined;
  const sections = sectionsOf(await readDocument(compression, "manual"));
  const text = sections.find(({ heading }) => heading === "Exit statuses")?.text ?? "";
  const meanings = text.split("\n").flatMap((line) => {
    const [, statuses = "", meaning = ""] = /^\| ([\d, ]+) \| (.*) \|$/.exec(line) ?? [];
    return statuses.split(", ").includes(word) ? [meaning] : [];
  });
  return meanings.length === 0 ? undefined : `An exit status: ${meanings.join("; ")}.`;
}
