import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sectionsOf } from "../../src/text/markdown/sections.ts";
import { ROOT } from "../root.ts";

/** Sections of a document below .github, in the order of the headings, or all of it without its title. Throws if it lacks one. */
export function sectionsOfDocument(document: string, headings: readonly string[]): string {
  const text = readFileSync(join(ROOT, ".github", document), "utf8");
  if (headings.length === 0) return text.replace(/^# .*\n+/, "");
  const sections = sectionsOf(text);
  return headings
    .map((wanted) => {
      const found = sections.find(({ heading }) => heading === wanted)?.text;
      if (found === undefined) throw new Error(`.github/${document} has no section "${wanted}"`);
      return found;
    })
    .join("\n");
}

/** The part of an address that leads to a heading: `#lua-plugins`. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, "")
    .replaceAll(" ", "-");
}
