import type { Span } from "../../src/text/markdown/inline.ts";
import { wrapSpans } from "../../src/text/markdown/wrap.ts";

/** The longest line of a page's source. */
const WIDTH = 78;

const CHARACTERS: Readonly<Record<string, string>> = {
  "\\": "\\e",
  // Without these names roff writes typographic signs, which no shell understands.
  "-": "\\-",
  "'": "\\(aq",
  "`": "\\(ga",
  "^": "\\(ha",
  "~": "\\(ti",
};

/** A text in which every character stands for itself, wherever it is in a line of roff, except at its beginning. */
export function escapeRoff(text: string): string {
  return text
    .replaceAll(/[\\\-'`^~]/g, (character) => CHARACTERS[character] ?? "")
    .replaceAll(
      /[^\n -~]/gu,
      (character) => `\\[u${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`,
    );
}

/** A line of text: none that begins with a dot or a quote, which would be a request. */
export function textLine(text: string): string {
  return /^[.']/.test(text) ? `\\&${text}` : text;
}

/** An argument of a macro. */
export function argument(text: string): string {
  return `"${escapeRoff(text).replaceAll('"', "\\(dq")}"`;
}

/** Spans as lines of roff; strong text is bold. */
export function spansInRoff(spans: readonly Span[]): string {
  return wrapSpans(spans, WIDTH)
    .map((line) => textLine(escapeRoff(line).replaceAll("\\[u001B][1m", "\\fB").replaceAll("\\[u001B][22m", "\\fR")))
    .join("\n");
}
