/**
 * A line of luff's own for a terminal: what a path, a manifest or a system's message brings along cannot move the cursor, change
 * colours or reorder the text. A tab becomes a space, every other control character and override of the direction U+FFFD.
 */
export function terminalLine(text: string): string {
  return text.replaceAll("\t", " ").replace(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu, "\uFFFD");
}
