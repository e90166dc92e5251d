import type { Span } from "./inline.ts";

const BOLD = "\x1b[1m";
const PLAIN = "\x1b[22m";

/**
 * Spans as lines of at most `width` characters, broken at blanks alone: a longer word has a line of its own. Strong text
 * is between the escape sequences for bold, which do not count.
 */
export function wrapSpans(spans: readonly Span[], width: number): readonly string[] {
  const lines: Word[][] = [];
  let used = 0;
  for (const word of wordsOf(spans)) {
    const length = lengthOf(word);
    const line = lines.at(-1);
    if (line !== undefined && used + 1 + length <= width) {
      line.push(word);
      used += 1 + length;
    } else {
      lines.push([word]);
      used = length;
    }
  }
  return lines.map(renderLine);
}

/** How many characters spans have on a line of their own. */
export function widthOf(spans: readonly Span[]): number {
  return Math.max(
    0,
    ...wrapSpans(
      spans.map(({ text }) => ({ text, strong: false })),
      Infinity,
    ).map((line) => line.length),
  );
}

/** Pieces without a blank between them. */
type Word = readonly Span[];

function wordsOf(spans: readonly Span[]): readonly Word[] {
  const words: Span[][] = [];
  let joins = false;
  for (const { text, strong } of spans) {
    for (const piece of text.split(/(\s+)/)) {
      const isBlank = piece.trim() === "";
      if (!isBlank && joins) words.at(-1)?.push({ text: piece, strong });
      else if (!isBlank) words.push([{ text: piece, strong }]);
      if (piece !== "") joins = !isBlank;
    }
  }
  return words;
}

function lengthOf(word: Word): number {
  return word.reduce((sum, { text }) => sum + text.length, 0);
}

function renderLine(words: readonly Word[]): string {
  const spans = words.flatMap((word, index) => (index === 0 ? word : [joint(words[index - 1], word), ...word]));
  let strong = false;
  let line = "";
  for (const span of spans) {
    if (span.strong !== strong) line += span.strong ? BOLD : PLAIN;
    ({ strong } = span);
    line += span.text;
  }
  return strong ? line + PLAIN : line;
}

/** The blank between two words is strong if both are. */
function joint(before: Word | undefined, after: Word): Span {
  return { text: " ", strong: before?.at(-1)?.strong === true && after[0]?.strong === true };
}
