import type { Obstacle } from "./execution-obstacle.ts";
import { splitEnvString } from "./split-env-string.ts";
import type { VariableLookup } from "./variable-lookup.ts";

/** What a script's first line asks for. */
export interface FirstLine {
  /** The interpreter's path, or its name after env; "" if the line names none, as "#!/usr/bin/env" alone does. */
  readonly interpreter: string;
  /** The arguments before the script's path. */
  readonly args: readonly string[];
  /** Variables that env sets. */
  readonly variables: Readonly<Record<string, string>>;
  /** Why nothing can be started by the line; the interpreter is then "". */
  readonly fault?: Required<Obstacle>;
}

/** How many bytes of a file to read. Linux reads no longer first line, which one byte less can have. */
export const FIRST_LINE_BYTES = 256;

/** What is wrong with a longer first line. */
export const TOO_LONG: Required<Obstacle> = {
  reason: `its first line is longer than ${FIRST_LINE_BYTES - 1} bytes, and systems read no more of it`,
  hint: "Shorten it: put the interpreter's options into the script, or its folder on PATH and #!/usr/bin/env before its name.",
};

const OPEN_QUOTE: Required<Obstacle> = {
  reason: "env's option -S has a quote that does not end",
  hint: "Write the second quote, or a backslash before a quote that means itself.",
};

const UTF8_MARK = /^\u{feff}/u;

/**
 * What stands behind `#!` at the beginning of a file, which may be ""; undefined if the file does not begin so. Unlike a POSIX
 * kernel, it accepts a byte order mark before the line and a carriage return at its end. For a kernel too a NUL ends the line.
 */
export function findFirstLine(head: Uint8Array): string | undefined {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(head).replace(UTF8_MARK, "");
  return /^#!([^\r\n\0]*)/.exec(text)?.[1]?.trim();
}

/** Whether the first FIRST_LINE_BYTES bytes of a file, with `#!` at their beginning, do not contain the whole line. */
export function isFirstLineCut(head: Uint8Array): boolean {
  return head.length >= FIRST_LINE_BYTES && !head.includes(NEWLINE);
}

const NEWLINE = 0x0a;

/**
 * What a first line asks for. Unlike a POSIX kernel, it splits several arguments, for which env needs -S. `lookup` is
 * for the variables that env -S expands.
 */
export function parseFirstLine(line: string, lookup: VariableLookup): FirstLine {
  const [interpreter = "", ...args] = splitWords(quoteProgram(line));
  const asked = isEnv(interpreter) ? parseEnv(argumentsOfEnv(line, args), lookup) : undefined;
  return asked ?? { interpreter, args, variables: {} };
}

/** A path of Windows at the beginning of a line, up to its ".exe", may contain spaces without quotes. */
function quoteProgram(line: string): string {
  return line.replace(/^([A-Za-z]:[\\/](?:(?! -)[^"'])*?\.exe)(?=\s|$)/i, '"$1"');
}

/** The length of the longest name of env, with the separator before it. */
const LONGEST_ENV = "/env.exe".length;

/** Whether a word is the program env. */
export function isEnv(word: string): boolean {
  return /(?:^|[\\/])env(?:\.exe)?$/i.test(word.slice(-LONGEST_ENV));
}

/** Options and variables before the one with which env splits the rest of the line. */
const ENV_SPLIT =
  /^\s*\S+\s+((?:-[iv]*u\s+\S+\s+|--unset\s+\S+\s+|(?:-|\w+=)\S*\s+)*?)(?:-[iv]*S|--split-string[=\s])(.*)$/s;

/** The arguments of env in a line. The text behind -S keeps its quotes, which env itself reads. */
function argumentsOfEnv(line: string, words: readonly string[]): readonly string[] {
  const [, before = "", text] = ENV_SPLIT.exec(line) ?? [];
  return text === undefined ? words : [...splitWords(before), "-S", text];
}

/**
 * What env's arguments make it start, which may be "", for nothing; undefined if they have another option than -S, -i, -u and -v.
 * No variable is removed, because programs on Windows do not start without those of the system.
 */
export function parseEnv(words: readonly string[], lookup: VariableLookup): FirstLine | undefined {
  const variables: Record<string, string> = Object.create(null);
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const split = /^(?:-[iv]*S|--split-string=?)(.*)$/s.exec(word)?.[1];
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    if (split !== undefined) {
      const own = splitEnvString(split === "" ? (rest.shift() ?? "") : split, lookup);
      if (own === undefined) return { interpreter: "", args: [], variables: {}, fault: OPEN_QUOTE };
      rest.unshift(...own);
    } else if (name !== undefined) variables[name] = value ?? "";
    else if (/^(?:-[iv]*u|--unset)$/.test(word)) rest.shift();
    else if (/^(?:-[iv]*|-[iv]*u.+|--ignore-environment|--debug|--unset=.*)$/s.test(word)) continue;
    else if (word.startsWith("-") && word !== "--") return undefined;
    else if (word !== "--") return { interpreter: word, args: rest, variables };
  }
  return { interpreter: "", args: [], variables };
}

/** Splits a line at blanks, and removes quotes of both kinds. */
function splitWords(line: string): string[] {
  const words = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, a?: string, b?: string) => a ?? b ?? ""));
}
