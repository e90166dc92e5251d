/**
 * The word of `known` that `word` was probably meant to be, undefined if none is near: at most a third of its letters
 * may differ (Levenshtein distance, ignoring case). The first of equally near words wins.
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

/** The number of letters to insert, remove or replace to make `left` from `right`. */
export function measureDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const letter of left) {
    const [start = 0] = row;
    const next = [start + 1];
    let before = start + 1;
    for (const [index, other] of [...right].entries()) {
      const replaced = (row[index] ?? 0) + (letter === other ? 0 : 1);
      before = Math.min(replaced, (row[index + 1] ?? 0) + 1, before + 1);
      next.push(before);
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
