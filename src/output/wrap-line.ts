import { columnsOf } from "./columns-of.ts";

/** How a line is broken: to so many columns, and with so many blanks before each line but the first. */
export interface Wrapping {
  readonly width: number;
  readonly indent: number;
}

/** A line as several that fit, broken between two words. A longer word, such as a path, has a line of its own and stays whole. */
export function wrapLine(text: string, { width, indent }: Wrapping): readonly string[] {
  if (columnsOf(text) <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const [, blanks = "", word = ""] of text.matchAll(/( *)([^ ]+)/g)) {
    const longer = line + blanks + word;
    // The first word stands behind the blanks of the text, whatever its length.
    if (line === "" || columnsOf(longer) <= width) {
      line = longer;
    } else {
      lines.push(line);
      line = " ".repeat(indent) + word;
    }
  }
  return [...lines, line];
}
