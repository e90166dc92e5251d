/** Clipanion's description of an option: `-o,--output #0` if it takes a value. */
interface OptionDefinition {
  readonly definition: string;
}

/**
 * Makes the value of a short option a separate word: "-ojson" becomes "-o" "json", because Clipanion reads only "-o
 * json" and "-o=json". Changes nothing after "--". The options, which take time to describe, are asked for only if a word may have such a value.
 */
export function splitShortValues(words: readonly string[], options: () => readonly OptionDefinition[]): string[] {
  if (!words.some((word) => /^-[A-Za-z]./s.test(word))) return [...words];
  const shorts = options()
    .filter(({ definition }) => / #\d/.test(definition))
    .flatMap(shortNames);
  const end = words.includes("--") ? words.indexOf("--") : words.length;
  const split = words.slice(0, end).flatMap((word) => {
    const attached = shorts.includes(word.slice(0, 2)) && word.length > 2 && word[2] !== "=";
    return attached ? [word.slice(0, 2), word.slice(2)] : [word];
  });
  return [...split, ...words.slice(end)];
}

function shortNames({ definition }: OptionDefinition): string[] {
  return (definition.split(" ", 1)[0] ?? "").split(",").filter((name) => /^-[A-Za-z]$/.test(name));
}
