/** A table for people: the first column to the left, the others to the right, two spaces between. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd();
  return [head, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("\n");
}

/** Milliseconds with as many digits as are worth reading. */
export function milliseconds(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)} ms`;
}

/** Bytes in megabytes of a million. */
export function megabytes(value: number): string {
  return `${(value / 1e6).toFixed(1)} MB`;
}
