import { replaceSteering } from "./steering.ts";

/**
 * Makes text safe for one line of a terminal, as Helm does with `usage`: white space becomes a space, and every other
 * character that Go's unicode.IsPrint refuses is removed, and so is what nobody sees.
 */
export function sanitiseText(text: string): string {
  // Most text is plain ASCII, in which there is nothing to do.
  if (/^[ -~]*$/.test(text)) return text;
  const printable = text.replace(/\p{White_Space}/gu, " ").replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "");
  return replaceSteering(printable, () => "");
}
