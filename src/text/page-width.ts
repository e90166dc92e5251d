/** The widest lines of a text for a reader: longer ones are hard to read. */
const WIDEST = 100;

/** The longest line of a text for a reader, in a terminal of a width. */
export function pageWidth(columns: number): number {
  return Math.min(columns, WIDEST);
}
