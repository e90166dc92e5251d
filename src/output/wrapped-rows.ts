import { renderTable } from "./table.ts";
import { columnsOf } from "./columns-of.ts";
import { wrapLine } from "./wrap-line.ts";

/** A row whose last column has texts for a reader, each on a line of its own. */
export interface WrappedRow {
  readonly cells: readonly string[];
  readonly texts: readonly string[];
}

const GAP = 2;
/** Texts in fewer columns are hard to read: then they stand below the other cells. */
const NARROWEST = 30;
const INDENT = 4;

/** Rows as aligned columns, whose texts are broken between two words so that they fit into the width. Each line ends with a newline. */
export function renderWrapped(rows: readonly WrappedRow[], width: number): string {
  if (rows.length === 0) return "";
  const columns = rows[0]?.cells.map((_, column) =>
    Math.max(...rows.map(({ cells }) => columnsOf(cells[column] ?? ""))),
  );
  const left = width - (columns ?? []).reduce((sum, each) => sum + each + GAP, 0);
  return left >= NARROWEST ? beside(rows, left) : below(rows, width);
}

function beside(rows: readonly WrappedRow[], width: number): string {
  const lines = rows.flatMap(({ cells, texts }) =>
    texts
      .flatMap((text) => wrapLine(text, { width, indent: text.startsWith("→") ? 2 : 0 }))
      .map((text, index) => [...cells.map((cell) => (index === 0 ? cell : "")), text]),
  );
  return renderTable(lines);
}

function below(rows: readonly WrappedRow[], width: number): string {
  const heads = renderTable(rows.map(({ cells }) => cells)).split("\n");
  return rows
    .flatMap(({ texts }, index) => [
      heads[index] ?? "",
      ...texts.flatMap((text) => wrapLine(" ".repeat(INDENT) + text, { width, indent: INDENT + 2 })),
    ])
    .map((line) => `${line}\n`)
    .join("");
}
