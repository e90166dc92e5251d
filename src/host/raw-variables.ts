/** What a string has for bytes that are not UTF-8: one for each byte, or one for several. */
const REPLACEMENT = "\uFFFD";
const REPLACEMENTS = /\uFFFD+/g;

/** A variable that this process, or a script, gives to a program, NAME=VALUE. */
export interface GivenVariable {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Variables, NAME=VALUE each. One that a string cannot hold, and that this process received, is the received bytes.
 * Asks for what was received only if there may be such a one. What is `set` for the program counts before that.
 */
export function keepRawVariables(
  variables: Readonly<Record<string, string>>,
  given: () => readonly GivenVariable[],
  set: readonly GivenVariable[] = [],
): (string | Uint8Array)[] {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  if (!lines.some((line) => line.includes(REPLACEMENT))) return lines;
  const [own, received] = [set, given()].map((each) => each.map(({ bytes, text }) => ({ bytes, text: folded(text) })));
  const taken = new Set<string>();
  return lines.flatMap((line): (string | Uint8Array)[] => {
    const wanted = folded(line);
    if (!line.includes(REPLACEMENT)) return [line];
    const same =
      [own, received]
        .map((each) => each?.filter(({ text }) => text === wanted) ?? [])
        .find((each) => each.length > 0) ?? [];
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
