/**
 * Whether a file's name is Unicode text. Of any other name luff has only a copy with U+FFFD, or half a surrogate pair, in place of the
 * bytes that are not a character, and that copy leads nowhere.
 */
export function isUnicode(name: string): boolean {
  return !name.includes("\ufffd") && name.isWellFormed();
}
