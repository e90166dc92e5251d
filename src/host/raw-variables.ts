/** What a string has for bytes that are not UTF-8: one for each byte, or one for several. */
const REPLACEMENT = "\uFFFD";
const REPLACEMENTS = /\uFFFD+/g;

/** A variable that this process received, NAME=VALUE. */
export interface GivenVariable {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Variables, NAME=VALUE each. One that a string cannot hold, and that this process received, is the received bytes.
 * Asks for what was received only if there may be such a one.
 */
export function keepRawVariables(
  variables: Readonly<Record<string, string>>,
  given: () => readonly GivenVariable[],
): (string | Uint8Array)[] {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  if (!lines.some((line) => line.includes(REPLACEMENT))) return lines;
  const received = given().map(({ bytes, text }) => ({ bytes, text: folded(text) }));
  const taken = new Set<string>();
  return lines.flatMap((line): (string | Uint8Array)[] => {
    const wanted = folded(line);
    const same = line.includes(REPLACEMENT) ? received.filter(({ text }) => text === wanted) : [];
    if (same.length === 0) return [line];
    // All of them came with the first line whose text is the same.
    if (taken.has(wanted)) return [];
    taken.add(wanted);
    return same.map(({ bytes }) => bytes);
  });
}

/** A text with one sign for any number of bytes in a row that are not UTF-8. */
export function folded(text: string): string {
  return text.replace(REPLACEMENTS, REPLACEMENT);
}
