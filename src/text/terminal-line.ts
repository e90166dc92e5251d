/**
 * Makes a line of luff's output safe for a terminal: paths, manifests and system messages cannot move the cursor,
 * change colours or reorder the text. A tab becomes a space; every other control character and direction override
 * becomes U+FFFD.
 */
export function terminalLine(text: string): string {
  return text.replaceAll("\t", " ").replace(/[\p{Cc}\u2028-\u202E\u2066-\u2069]/gu, "\uFFFD");
}
