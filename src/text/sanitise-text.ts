/**
 * Text that is safe in a line of a terminal, as Helm makes it of `usage`: every kind of white space becomes a space,
 * everything else that Go's unicode.IsPrint refuses is removed.
 */
export function sanitiseText(text: string): string {
  return text.replace(/\p{White_Space}/gu, " ").replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "");
}
