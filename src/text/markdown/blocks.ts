/** A part of a Markdown text that has lines of its own. */
export type Block =
  /** `level` is 1 for a heading that begins with one `#`. */
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: string }
  /** `indent` is in blanks; `mark` is "-", or a number with a dot. */
  | { readonly kind: "item"; readonly indent: number; readonly mark: string; readonly text: string }
  | { readonly kind: "code"; readonly lines: readonly string[] }
  /** The first row has the headings of the columns. */
  | { readonly kind: "table"; readonly rows: readonly (readonly string[])[] };

const ITEM = /^( *)(?:[-*]|(\d+\.)) (.*)$/;
const COMMENT = /^<!--.*-->$/;

/** The blocks of a Markdown text: headings, paragraphs, lists, fenced and indented code, and tables. Lines that are comments are left out. */
export function blocksOf(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split("\n");
  let at = 0;
  const take = (belongs: (line: string) => boolean): string[] => {
    const start = at;
    while (at < lines.length && belongs(lines[at] ?? "")) at++;
    return lines.slice(start, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    const [, indent = "", mark = "-", item] = ITEM.exec(line) ?? [];
    if (line.trim() === "" || COMMENT.test(line)) at++;
    else if (line.startsWith("```")) {
      at++;
      blocks.push({ kind: "code", lines: take((each) => !each.startsWith("```")) });
      at++;
    } else if (/^#+ /.test(line)) {
      at++;
      blocks.push({ kind: "heading", level: line.indexOf(" "), text: line.replace(/^#+ /, "") });
    } else if (line.startsWith("|")) {
      blocks.push({ kind: "table", rows: take((each) => each.startsWith("|")).flatMap(cellsOf) });
    } else if (item !== undefined) {
      at++;
      const more = take((each) => continues(each) && !ITEM.test(each));
      const text = [item, ...more].map((each) => each.trim()).join(" ");
      blocks.push({ kind: "item", indent: indent.length, mark, text });
    } else if (line.startsWith("    ")) {
      const code = take((each) => each.startsWith("    ") || each.trim() === "").map((each) => each.slice(4));
      blocks.push({ kind: "code", lines: withoutLastBlanks(code) });
    } else {
      const text = take((each) => continues(each) && !ITEM.test(each)).map((each) => each.trim());
      blocks.push({ kind: "paragraph", text: text.join(" ") });
    }
  }
  return blocks;
}

/** Whether a line can belong to the paragraph or the item of the line before it. */
function continues(line: string): boolean {
  return line.trim() !== "" && !/^(?:```|#+ |\||<!--)/.test(line);
}

function withoutLastBlanks(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== "");
  return lines.slice(0, last + 1);
}

/** The cells of a table's line; none for the line below the headings. */
function cellsOf(line: string): readonly (readonly string[])[] {
  if (/^\|[-:| ]+\|?\s*$/.test(line)) return [];
  const cells = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "")
    .split(/(?<!\\)\|/);
  return [cells.map((cell) => cell.trim().replaceAll(String.raw`\|`, "|"))];
}
