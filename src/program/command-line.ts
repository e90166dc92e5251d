/** A word in a line for Windows's command interpreter. */
export interface LineWord {
  /** Its offset in the line. */
  readonly start: number;
  readonly end: number;
  /** Its meaning: without quotes and carets, with its variables expanded. */
  readonly value: string;
}

/** One command of a line: the words between the interpreter's separators. */
export type LineCommand = readonly LineWord[];

type Lookup = (name: string) => string | undefined;

const SEPARATORS = "&|()\n";
const BLANKS = " \t,;=";

/** The commands of a line, as far as their words are known without running it; redirections are left out. */
export function splitLine(line: string, lookup: Lookup): readonly LineCommand[] {
  const commands: LineWord[][] = [[]];
  let redirected = false;
  for (let at = 0; at < line.length;) {
    const character = line.charAt(at);
    if (SEPARATORS.includes(character)) {
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
      const end = endOfWord(line, at);
      if (!redirected) commands.at(-1)?.push({ start: at, end, value: valueOf(line.slice(at, end), lookup) });
      redirected = false;
      at = end;
    }
  }
  return commands.filter((words) => words.length > 0);
}

/** A digit directly before a redirection is the handle's number. */
function dropHandle(words: LineWord[], at: number): void {
  const last = words.at(-1);
  if (last?.end === at && /^\d$/.test(last.value)) words.pop();
}

function endOfWord(line: string, start: number): number {
  let quoted = false;
  for (let at = start; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === "^") at++;
    // A word that is not a command's first keeps its commas and equals signs.
    else if (/[\s&|<>()]/.test(character)) return at;
  }
  return line.length;
}

function valueOf(text: string, lookup: Lookup): string {
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
