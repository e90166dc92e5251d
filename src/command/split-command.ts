/**
 * Splits a command line as Helm does (Go's strings.Split by one space): no quotes, no escapes, no shell. Two spaces in
 * a row give an empty word; other white space does not separate. The result has at least one word.
 */
export function splitCommand(text: string): readonly [string, ...string[]] {
  return text.split(" ") as [string, ...string[]];
}
