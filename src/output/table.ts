/** The widest column. A longer cell moves what follows it in its own row alone. */
const WIDEST_COLUMN = 60;
/** The most characters that are shown of a cell, and of one in the last column, where whole paths may be. */
const LONGEST_CELL = 200;
const LONGEST_LAST = 5000;

/**
 * Rows as aligned columns, two spaces apart. Each row ends with a newline; the last column is not padded. A very long
 * cell is cut, and ends with "…".
 */
export function renderTable(given: readonly (readonly string[])[]): string {
  const rows = given.map((row) =>
    row.map((cell, column) => cut(cell, column === row.length - 1 ? LONGEST_LAST : LONGEST_CELL)),
  );
  const widths: number[] = [];
  for (const row of rows) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, Math.min(cell.length, WIDEST_COLUMN));
    });
  }
  return rows
    .map((row) => row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0))))
    .map((cells) => `${cells.join("  ").trimEnd()}\n`)
    .join("");
}

/** A character of two units is not cut in half. */
function cut(cell: string, longest: number): string {
  return cell.length <= longest ? cell : `${cell.slice(0, longest - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
