import { blocksOf, type Block } from "../../src/text/markdown/blocks.ts";
import { spansOf } from "../../src/text/markdown/inline.ts";
import { argument, escapeRoff, spansInRoff, textLine } from "./roff-text.ts";

/** Blanks before code. */
const CODE = 4;

/**
 * A Markdown text in the macros of man(7). Headings of the level `top` and above begin sections of the page; those below it begin
 * subsections. A table becomes a list of its rows.
 */
export function renderRoff(markdown: string, top: number): string {
  let text = "";
  let depth = 0;
  let before: Block | undefined;
  for (const block of blocksOf(markdown)) {
    const wanted = block.kind === "item" ? Math.floor(block.indent / 2) : 0;
    for (; depth < wanted; depth++) text += ".RS 2\n";
    for (; depth > wanted; depth--) text += ".RE\n";
    const begins = before === undefined || before.kind === "heading";
    text += `${renderBlock(block, { top, begins, close: isShort(before) && isShort(block) })}\n`;
    before = block;
  }
  return text + ".RE\n".repeat(depth);
}

interface Place {
  readonly top: number;
  /** Whether nothing but a heading stands before the block. */
  readonly begins: boolean;
  /** Whether it is an item that needs no blank line before it. */
  readonly close: boolean;
}

/** The longest item that needs no blank line around it, in characters. */
const SHORT_ITEM = 70;

function isShort(block: Block | undefined): boolean {
  return block?.kind === "item" && block.text.length <= SHORT_ITEM;
}

function renderBlock(block: Block, { top, begins, close }: Place): string {
  switch (block.kind) {
    case "heading":
      return block.level <= top
        ? `.SH ${argument(plain(block.text).toUpperCase())}`
        : `.SS ${argument(plain(block.text))}`;
    case "paragraph":
      return `${begins ? "" : ".PP\n"}${inline(block.text)}`;
    case "item":
      return item(block, close);
    case "code":
      return `${begins ? "" : ".sp\n"}${code(block.lines)}`;
    case "table":
      return table(block.rows);
  }
}

function item({ mark, text }: Extract<Block, { kind: "item" }>, close: boolean): string {
  const lines = `.IP ${mark === "-" ? "\\(bu 2" : `${mark} ${mark.length + 1}`}\n${inline(text)}`;
  return close ? `.PD 0\n${lines}\n.PD` : lines;
}

function inline(text: string): string {
  return spansInRoff(spansOf(text, true));
}

/** A text without marks. */
function plain(text: string): string {
  return spansOf(text, true)
    .map((span) => span.text)
    .join("");
}

function code(lines: readonly string[]): string {
  return [`.RS ${CODE}`, ".EX", ...lines.map((line) => textLine(escapeRoff(line))), ".EE", ".RE"].join("\n");
}

/** The first cell of each row, and the others below it: as a text if there is one, otherwise each behind its column's heading. */
function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const named = head.length > 2;
  const rest = (cells: readonly string[]): string => {
    const shown = cells.map((cell, column) => (named && cell !== "" ? `${head[column + 1]}: ${cell}` : cell));
    return (
      shown
        .filter((cell) => cell !== "")
        .map(inline)
        .join("\n.br\n") || "\\&"
    );
  };
  const titles =
    named || head.includes("") ? [] : [`.TP\n\\fI${inline(head[0] ?? "")}\\fR\n\\fI${inline(head[1] ?? "")}\\fR`];
  return [
    ...titles,
    ...rows.map(([first = "", ...cells]) => `.TP\n${inline(first).replaceAll("\n", " ") || "\\&"}\n${rest(cells)}`),
  ].join("\n");
}
