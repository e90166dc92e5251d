import type { VariableLookup } from "./variable-lookup.ts";

/** A word in a line for cmd. */
export interface LineWord {
  /** Its offset in the line. */
  readonly start: number;
  readonly end: number;
  /** As it is in the line. */
  readonly text: string;
  /** Its meaning: without quotes and carets, with its variables expanded. */
  readonly value: string;
}

/** One command of a line: the words between cmd's separators. */
export type LineCommand = readonly LineWord[];

const SEPARATORS = "&|\n";
/** cmd drops carriage returns. */
const BLANKS = " \t\r,;=";
/** What ends a word: some of the blanks, the separators and redirections. Other white space is a part of words. */
const WORD_ENDS = " \t\r\n&|<>";

/** The commands of a line, as far as their words are known without running it; redirections are left out. */
export function splitLine(line: string, lookup: VariableLookup): readonly LineCommand[] {
  const commands: LineWord[][] = [[]];
  let redirected = false;
  let groups = 0;
  for (let at = 0; at < line.length;) {
    const character = line.charAt(at);
    const begins = character === "(" && beginsGroup(commands.at(-1) ?? []);
    const ends = character === ")" && groups > 0;
    if (begins || ends || SEPARATORS.includes(character)) {
      if (begins) groups++;
      if (ends) groups--;
      commands.push([]);
      redirected = false;
      at++;
    } else if (character === "<" || character === ">") {
      dropHandle(commands.at(-1) ?? [], at);
      redirected = true;
      at += />[>&]|<&/.test(line.slice(at, at + 2)) ? 2 : 1;
    } else if (BLANKS.includes(character) || (character === "@" && commands.at(-1)?.length === 0)) {
      at++;
    } else {
      const end = endOfWord(line, at, groups > 0);
      const text = line.slice(at, end);
      if (!redirected) commands.at(-1)?.push({ start: at, end, text, value: valueOf(text, lookup) });
      redirected = false;
      at = end;
    }
  }
  return commands.filter((words) => words.length > 0);
}

/** Whether a parenthesis behind these words begins a group of commands; in an argument it has no meaning. */
function beginsGroup(words: LineCommand): boolean {
  const [first] = words;
  return first === undefined || /^(?:if|else)$/i.test(first.value) || /^do$/i.test(words.at(-1)?.value ?? "");
}

/** A digit directly before a redirection is the handle's number. */
function dropHandle(words: LineWord[], at: number): void {
  const last = words.at(-1);
  if (last?.end === at && /^\d$/.test(last.value)) words.pop();
}

function endOfWord(line: string, start: number, isInGroup: boolean): number {
  let quoted = false;
  for (let at = start; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "^") at++;
    // A word that is not a command's first keeps its commas and equals signs.
    else if (WORD_ENDS.includes(character) || (character === ")" && isInGroup)) return at;
  }
  return line.length;
}

function valueOf(text: string, lookup: VariableLookup): string {
  let value = "";
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (character === "^" && !quoted) value += text.charAt(++at);
    else value += character;
  }
  return value.replaceAll(/%([^%:]+)%/g, (whole, name: string) => lookup(name) ?? whole);
}
