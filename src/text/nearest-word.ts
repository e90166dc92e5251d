/**
 * The word of `known` that `word` was probably meant to be, undefined if none is near: at most a third of its letters
 * may differ, ignoring case. The first of equally near words wins.
 */
export function findNearestWord(word: string, known: readonly string[]): string | undefined {
  if (word === "") return undefined;
  let best: string | undefined;
  let bestDistance = Infinity;
  for (const candidate of known) {
    const limit = Math.max(1, Math.floor(Math.max(candidate.length, word.length) / 3));
    if (Math.abs(candidate.length - word.length) > limit) continue;
    const distance = measureDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance <= limit && distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * The number of letters to insert, remove or replace, and of pairs of neighbours to swap, to make `left` from `right`. No
 * letter changes twice.
 */
export function measureDistance(left: string, right: string): number {
  let above: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 0; at < left.length; at++) {
    const next = [at + 1];
    for (let index = 0; index < right.length; index++) {
      const replaced = (row[index] ?? 0) + (left[at] === right[index] ? 0 : 1);
      const isSwapped = index > 0 && left[at] === right[index - 1] && left[at - 1] === right[index];
      const swapped = isSwapped ? (above[index - 1] ?? 0) + 1 : Infinity;
      next.push(Math.min(replaced, swapped, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    above = row;
    row = next;
  }
  return row.at(-1) ?? 0;
}
