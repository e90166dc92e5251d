import { blocksOf, type Block } from "./blocks.ts";
import { spansOf } from "./inline.ts";
import { widthOf, wrapSpans } from "./wrap.ts";

export interface Style {
  /** The longest line, in characters; code and words are never broken. */
  readonly width: number;
  /** Whether headings and code are bold, by escape sequences. */
  readonly styled: boolean;
}

/** Blanks before everything but headings. */
const MARGIN = 2;
/** More blanks before code. */
const CODE = 4;
/** A last column that would be narrower than this makes a table a list of its rows. */
const NARROWEST = 24;
/** Blanks between columns. */
const GAP = 2;

/** A Markdown text as a terminal shows it: wrapped, headings at the left edge, tables in columns. Ends with a newline. */
export function renderMarkdown(markdown: string, style: Style): string {
  let text = "";
  let before: Block | undefined;
  for (const block of blocksOf(markdown)) {
    const joins = before === undefined || (before.kind === "item" && block.kind === "item");
    text += `${joins ? "" : "\n"}${renderBlock(block, style).join("\n")}\n`;
    before = block;
  }
  return text;
}

function renderBlock(block: Block, style: Style): readonly string[] {
  switch (block.kind) {
    case "heading":
      return wrapSpans(strong(spansOf(block.text, style.styled), style), style.width);
    case "paragraph":
      return paragraph(block.text, { ...style, indent: MARGIN });
    case "item":
      return item(block, style);
    case "code":
      return block.lines.map((line) => (line === "" ? "" : " ".repeat(MARGIN + CODE) + line));
    case "table":
      return table(block.rows, style);
  }
}

type Spans = ReturnType<typeof spansOf>;

function strong(spans: Spans, { styled }: Style): Spans {
  return styled ? spans.map(({ text }) => ({ text, strong: true })) : spans;
}

interface Placed extends Style {
  readonly indent: number;
}

function paragraph(text: string, { indent, ...style }: Placed): readonly string[] {
  return wrapSpans(spansOf(text, style.styled), style.width - indent).map((line) => " ".repeat(indent) + line);
}

function item({ indent, mark, text }: Extract<Block, { kind: "item" }>, style: Style): readonly string[] {
  const [first = "", ...rest] = paragraph(text, { ...style, indent: MARGIN + indent + mark.length + 1 });
  return [`${" ".repeat(MARGIN + indent)}${mark} ${first.trimStart()}`, ...rest];
}

function table(rows: readonly (readonly string[])[], style: Style): readonly string[] {
  const [head = [], ...body] = rows;
  const cells = [strongHead(head, style), ...body.map((row) => row.map((cell) => spansOf(cell, style.styled)))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => widthOf(row[column] ?? []))));
  const left = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, MARGIN);
  if (style.width - left < Math.min(NARROWEST, widths.at(-1) ?? 0)) return records(head, body, style);
  return cells.flatMap((row) => columns(row, widths, style.width - left));
}

function strongHead(head: readonly string[], style: Style): readonly Spans[] {
  return head.map((cell) => strong(spansOf(cell, style.styled), style));
}

/** A row; its last column has as many lines as it needs. */
function columns(row: readonly Spans[], widths: readonly number[], last: number): readonly string[] {
  const before = row.slice(0, -1).map((cell, column) => {
    const [line = ""] = wrapSpans(cell, Infinity);
    return line + " ".repeat((widths[column] ?? 0) - widthOf(cell) + GAP);
  });
  const [first = "", ...rest] = wrapSpans(row.at(-1) ?? [], last);
  const left = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, MARGIN);
  return [" ".repeat(MARGIN) + before.join("") + first, ...rest.map((line) => " ".repeat(left) + line)].map((line) =>
    line.trimEnd(),
  );
}

/** A table that is too wide, row by row: the first cell, and below it each other one, each behind its column's heading. */
function records(head: readonly string[], body: readonly (readonly string[])[], style: Style): readonly string[] {
  return body.flatMap((cells, index) => [
    ...(index === 0 ? [] : [""]),
    ...cells.flatMap((cell, column) => {
      const heading = head[column] ?? "";
      if (cell === "") return [];
      const indent = column === 0 ? MARGIN : MARGIN + 2;
      return paragraph(heading === "" ? cell : `${heading}: ${cell}`, { ...style, indent });
    }),
  ]);
}
