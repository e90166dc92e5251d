import type { NewEntry } from "../archive/write-tar.ts";

/**
 * The entries of a plugin whose content has one of the paths in it: most likely a hook has written down where the plugin
 * is, which is elsewhere on another computer.
 */
export async function findPathMentions(entries: readonly NewEntry[], paths: readonly string[]): Promise<string[]> {
  const needles = [...new Set(paths)].filter((path) => path.length > 1).map(asLatin1);
  const found: string[] = [];
  for (const entry of entries) {
    if (entry.kind === "file" && (await mentions(entry, needles))) found.push(entry.path);
  }
  return found;
}

async function mentions({ content }: NewEntry, needles: readonly string[]): Promise<boolean> {
  const decoder = new TextDecoder("latin1");
  const longest = Math.max(...needles.map(({ length }) => length));
  let before = "";
  for await (const bytes of content()) {
    const text = before + decoder.decode(bytes);
    if (needles.some((needle) => text.includes(needle))) return true;
    // A path may begin in one block and end in the next.
    before = text.slice(Math.max(0, text.length - longest + 1));
  }
  return false;
}

/** The bytes of a text in UTF-8, each as a character. */
function asLatin1(text: string): string {
  return new TextDecoder("latin1").decode(new TextEncoder().encode(text));
}
