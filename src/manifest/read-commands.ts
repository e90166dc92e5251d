import { ARCH_ALIASES, ARCH_WORDS, OS_ALIASES, OS_WORDS } from "../platform/platform-words.ts";
import { joinIndex, joinKey } from "./field-path.ts";
import type { ManifestCheck } from "./manifest-check.ts";
import { findNearestWord } from "../text/nearest-word.ts";
import type { PlatformCommand } from "./plugin.ts";
import { itemsOf, mapOf, scalarText, type TreeValue } from "./tree.ts";

/** The entries of a `platformCommand` list. As in Helm, a null entry is an empty one. */
export function readPlatformCommands(value: TreeValue | undefined): readonly PlatformCommand[] {
  return itemsOf(value).map((item) => {
    const { os, arch, command, args } = mapOf(item);
    return { os: scalarText(os), arch: scalarText(arch), command: scalarText(command), args: readTexts(args) };
  });
}

/** The texts of a list; null becomes "". */
export function readTexts(value: TreeValue | undefined): readonly string[] {
  return itemsOf(value).map(scalarText);
}

/** Warns of entries that are never chosen, or only by luff: unknown words, words other than Go's, an arch without os. */
export function checkPlatforms({ warnings }: ManifestCheck, path: string, entries: readonly PlatformCommand[]): void {
  for (const [index, { os, arch }] of entries.entries()) {
    const place = joinIndex(path, index);
    if (os !== "") checkWord(warnings, { path: joinKey(place, "os"), word: os, known: OS_WORDS, aliases: OS_ALIASES });
    if (arch === "") continue;
    checkWord(warnings, { path: joinKey(place, "arch"), word: arch, known: ARCH_WORDS, aliases: ARCH_ALIASES });
    if (os !== "") continue;
    const message = `the entry has the arch ${JSON.stringify(arch)} but no os, so it is never chosen`;
    warnings.add("platform-without-os", { path: place, message, hint: "add `os`, or remove `arch`" });
  }
}

interface PlatformWord {
  readonly path: string;
  readonly word: string;
  readonly known: readonly string[];
  readonly aliases: ReadonlyMap<string, string>;
}

function checkWord(warnings: ManifestCheck["warnings"], { path, word, known, aliases }: PlatformWord): void {
  const lower = word.toLowerCase();
  if (known.includes(lower)) return;
  const meant = aliases.get(lower);
  if (meant !== undefined) {
    const message = `luff reads ${JSON.stringify(word)} as ${JSON.stringify(meant)}; in Helm it matches no platform`;
    warnings.add("platform-alias", { path, message, hint: `write ${meant} for Helm` });
    return;
  }
  const nearest = findNearestWord(word, known);
  const hint = nearest === undefined ? undefined : `did you mean ${nearest}?`;
  warnings.add("platform-unknown", { path, message: `${JSON.stringify(word)} is not a known platform`, hint });
}
