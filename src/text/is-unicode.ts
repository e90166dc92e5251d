/**
 * Whether a file's name is Unicode text. Otherwise luff has only a copy of the name, with U+FFFD or half a surrogate
 * pair in place of bytes that are not a character, and cannot open the file by it.
 */
export function isUnicode(name: string): boolean {
  return !name.includes("\ufffd") && name.isWellFormed();
}
