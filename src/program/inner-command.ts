import type { LineCommand } from "./command-line.ts";

/** The command that cmd runs behind its own words. */
export interface InnerCommand {
  readonly words: LineCommand;
  /** Where the word `call` before it begins; a program is started without that word as well as with it. */
  readonly callStart: number | undefined;
}

/** A command without the words of cmd before it: `call`, `if CONDITION` and `for … do`. */
export function innerCommand(command: LineCommand): InnerCommand {
  let words = command;
  let callStart: number | undefined;
  for (;;) {
    const name = words[0]?.value.toLowerCase();
    const count = lengthOfWords(name, words);
    if (count === 0 || count >= words.length) return { words, callStart };
    callStart = name === "call" ? (callStart ?? words[0]?.start) : undefined;
    words = words.slice(count);
  }
}

function lengthOfWords(name: string | undefined, words: LineCommand): number {
  switch (name) {
    case "call":
      return 1;
    case "if":
      return lengthOfCondition(words);
    case "for":
      return words.findIndex(({ value }) => /^do$/i.test(value)) + 1;
    default:
      return 0;
  }
}

const WITH_ONE_WORD = /^(?:exist|defined|errorlevel|cmdextversion)$/i;
const COMPARISON = /^(?:equ|neq|lss|leq|gtr|geq)$/i;

/** How many words `if` and its condition have. Signs = around blanks are not parts of words. */
function lengthOfCondition(words: LineCommand): number {
  const value = (index: number): string => words[index]?.value ?? "";
  let at = 1;
  while (/^(?:\/i|not)$/i.test(value(at))) at++;
  if (WITH_ONE_WORD.test(value(at))) return at + 2;
  if (isComparison(words[at]?.text ?? "")) return at + 1;
  return COMPARISON.test(value(at + 1)) ? at + 3 : at + 2;
}

/** Whether a word is a whole comparison. Each of its sides may be a pair of quotes, and signs = between quotes are text. */
function isComparison(text: string): boolean {
  return /==./.test(text.replaceAll(/"[^"]*"/g, '""'));
}
