import { columnsOf } from "./columns-of.ts";

/** The widest column. A longer cell moves what follows it in its own row alone. */
const WIDEST_COLUMN = 60;
/** The most characters that are shown of a cell, and of one in the last column, where whole paths may be. */
const LONGEST_CELL = 200;
const LONGEST_LAST = 5000;

/** Columns of the terminal between two columns of a table. */
const GAP = 2;
/** A column that is cut for a terminal keeps this width while others can still be cut. */
const COMFORTABLE = 12;

/**
 * Rows as aligned columns, two spaces apart. Each row ends with a newline; the last column is not padded. A very long
 * cell is cut, and ends with "…". Widths are columns of a terminal: a Chinese character has two, a combining mark none. `fit` is the
 * width of the terminal: columns are then cut from the last one on, between words, until a row has room.
 */
export function renderTable(given: readonly (readonly string[])[], fit = Infinity, cutting: Cutting = {}): string {
  const rows = given.some(hasLongCell) ? given.map(limitCells) : given;
  const natural = measure(rows);
  if (totalOf(natural.columns) <= fit) return renderRows(rows, natural);
  const { whole = 1, middle } = cutting;
  const cut = cutColumns(rows, fitWidths(natural.columns, { fit, whole }), { fit, middle });
  return renderRows(cut, measure(cut));
}

/** Which columns are cut for a terminal in another way than the rest. */
export interface Cutting {
  /** As many columns from the first one on are never cut; 1 by default. */
  readonly whole?: number;
  /** The column whose cells lose their middle: an address, of which both ends tell something. */
  readonly middle?: number;
}

function hasLongCell(row: readonly string[]): boolean {
  for (const cell of row) if (cell.length > LONGEST_CELL) return true;
  return false;
}

function limitCells(row: readonly string[]): readonly string[] {
  return row.map((cell, column) => limit(cell, column === row.length - 1 ? LONGEST_LAST : LONGEST_CELL));
}

function renderRows(rows: readonly (readonly string[])[], { columns, cells }: Widths): string {
  let text = "";
  let index = 0;
  for (const row of rows) {
    let line = "";
    let column = 0;
    for (const cell of row) {
      line += cell;
      const width = Math.min(columns[column++] ?? 0, WIDEST_COLUMN);
      if (column < row.length) line += " ".repeat(Math.max(0, width - (cells[index] ?? 0)) + GAP);
      index++;
    }
    text += `${line.trimEnd()}\n`;
  }
  return text;
}

/** Rows whose cells are cut until they fit. What the other columns do not need of their widths is for the last one. */
function cutColumns(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  { fit, middle }: { readonly fit: number; readonly middle: number | undefined },
): readonly (readonly string[])[] {
  const cutCell = (cell: string, column: number, width: number): string =>
    column === middle ? cutMiddle(cell, width) : cutWords(cell, width);
  const cut = rows.map((row) => row.map((cell, column) => cutCell(cell, column, widths[column] ?? Infinity)));
  const last = widths.length - 1;
  const left = totalOf(measure(cut.map((row) => row.slice(0, last))).columns);
  return cut.map((row, index) =>
    row.map((cell, column) =>
      column === last ? cutCell(rows[index]?.[last] ?? "", last, Math.max(1, fit - left - GAP)) : cell,
    ),
  );
}

function totalOf(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + GAP, -GAP);
}

interface Widths {
  /** Of the widest cell in each column. */
  readonly columns: readonly number[];
  /** Of each cell, row after row. */
  readonly cells: readonly number[];
}

function measure(rows: readonly (readonly string[])[]): Widths {
  const columns: number[] = [];
  const cells: number[] = [];
  for (const row of rows) {
    let column = 0;
    for (const cell of row) {
      const width = columnsOf(cell);
      cells.push(width);
      if (width > (columns[column] ?? -1)) columns[column] = width;
      column++;
    }
  }
  return { columns, cells };
}

/** The widths with what does not fit taken from the columns, from the last one on: first from what is more than comfortable, then from all. */
function fitWidths(
  natural: readonly number[],
  { fit, whole }: { readonly fit: number; readonly whole: number },
): readonly number[] {
  const widths = [...natural];
  for (const least of [COMFORTABLE, 1]) {
    for (let column = widths.length - 1; column >= whole; column--) {
      const excess = totalOf(widths) - fit;
      const width = widths[column] ?? 0;
      if (excess > 0 && width > least) widths[column] = Math.max(least, width - excess);
    }
  }
  return widths;
}

/** A text within a width, with "…" behind its last whole word where it is cut. */
function cutWords(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  let kept = "";
  for (const { index } of text.matchAll(/(?<=\S)\s/g)) {
    const begin = text.slice(0, index);
    if (columnsOf(begin) + 1 > width) break;
    kept = begin;
  }
  return `${kept}…`;
}

/** A text within a width, with "…" in the place of its middle where it is cut; only that if too little would be left to know it by. */
function cutMiddle(text: string, width: number): string {
  if (columnsOf(text) <= width) return text;
  if (width < COMFORTABLE) return "…";
  const characters = [...text];
  const end = beginningOf(characters.toReversed(), Math.floor((width - 1) / 2)).toReversed();
  const begin = beginningOf(characters, width - 1 - columnsOf(end.join("")));
  return `${begin.join("")}…${end.join("")}`;
}

/** The first characters that have room within a width. */
function beginningOf(characters: readonly string[], width: number): readonly string[] {
  let columns = 0;
  const end = characters.findIndex((character) => {
    columns += columnsOf(character);
    return columns > width;
  });
  return end < 0 ? characters : characters.slice(0, end);
}

/** A character of two units is not cut in half. */
function limit(cell: string, longest: number): string {
  return cell.length <= longest ? cell : `${cell.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
