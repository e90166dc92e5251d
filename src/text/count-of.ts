/** A number with a word, which is in the plural unless the number is 1: "1 byte", "2 bytes". */
export function countOf(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
