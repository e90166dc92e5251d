import { replaceControls } from "./steering.ts";

/**
 * Makes a line of luff's output safe for a terminal: paths, manifests and system messages cannot move the cursor,
 * change colours, reorder the text or hide a part of it. A tab becomes a space; every other such character becomes
 * U+FFFD.
 */
export function terminalLine(text: string): string {
  return replaceControls(text.replaceAll("\t", " "), () => "\uFFFD");
}
