/**
 * Makes text safe for one line of a terminal, as Helm does with `usage`: white space becomes a space, and every other
 * character that Go's unicode.IsPrint refuses is removed.
 */
export function sanitiseText(text: string): string {
  // Most text is plain ASCII, in which there is nothing to do.
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(/\p{White_Space}/gu, " ").replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "");
}
