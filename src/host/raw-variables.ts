/** What a string has for bytes that are not UTF-8: one for each byte, or one for several. */
const REPLACEMENT = "\uFFFD";
const REPLACEMENTS = /\uFFFD+/g;

/** A variable that this process, or a script, gives to a program, NAME=VALUE. */
export interface GivenVariable {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/**
 * Variables, NAME=VALUE each. One that a string cannot hold, and that this process received, is the received bytes; a name that a
 * string cannot hold stands for all received names that look like it.
 * Asks for what was received only if there may be such a one. What is `set` for the program counts before that.
 */
export function keepRawVariables(
  variables: Readonly<Record<string, string>>,
  given: () => readonly GivenVariable[],
  set: readonly GivenVariable[] = [],
): (string | Uint8Array)[] {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  if (!lines.some((line) => line.includes(REPLACEMENT))) return lines;
  const own = set.map(foldedVariable);
  const received = given().map(foldedVariable);
  const taken = new Set<string>();
  return lines.flatMap((line): (string | Uint8Array)[] => {
    if (!line.includes(REPLACEMENT)) return [line];
    const wanted = folded(line);
    const chosen = own.filter(({ text }) => text === wanted);
    const same = chosen.length > 0 ? chosen : looksOf(wanted, received);
    if (same.length === 0) return [line];
    // All of them came with the first line whose text, or name, is the same.
    const key = chosen.length > 0 ? wanted : keyOf(wanted);
    if (taken.has(key)) return [];
    taken.add(key);
    return same.map(({ bytes }) => bytes);
  });
}

/** What was received and looks like the wanted variable, unless its value is another now. */
function looksOf(wanted: string, received: readonly GivenVariable[]): readonly GivenVariable[] {
  if (!received.some(({ text }) => text === wanted)) return [];
  const key = keyOf(wanted);
  return received.filter(({ text }) => keyOf(text) === key);
}

/** The name with "=" if a string cannot hold it, otherwise the whole variable. */
function keyOf(text: string): string {
  const name = text.slice(0, text.indexOf("=", 1) + 1);
  return name.includes(REPLACEMENT) ? name : text;
}

function foldedVariable({ bytes, text }: GivenVariable): GivenVariable {
  return { bytes, text: folded(text) };
}

/** A text with one sign for any number of bytes in a row that are not UTF-8. */
export function folded(text: string): string {
  return text.replace(REPLACEMENTS, REPLACEMENT);
}
