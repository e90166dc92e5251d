/** What a script's first line asks for. */
export interface FirstLine {
  /** The interpreter's path, or its name after env. */
  readonly interpreter: string;
  /** The arguments before the script's path. */
  readonly args: readonly string[];
  /** Variables that env sets. */
  readonly variables: Readonly<Record<string, string>>;
}

/** How many bytes of a file to read: Linux reads no more of a first line. */
export const FIRST_LINE_BYTES = 256;

const UTF8_MARK = /^\u{feff}/u;

/**
 * The `#!` line at the beginning of a file; undefined without one. Unlike a POSIX kernel, it accepts a byte order mark
 * before the line, a carriage return at its end, and several arguments, for which env needs -S.
 */
export function parseFirstLine(head: Uint8Array): FirstLine | undefined {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(head).replace(UTF8_MARK, "");
  const line = /^#!([^\r\n]*)/.exec(text)?.[1];
  const words = splitWords(line ?? "");
  const [interpreter] = words;
  if (interpreter === undefined) return undefined;
  const asked = isEnv(interpreter) ? parseEnv(words.slice(1)) : undefined;
  return asked ?? { interpreter, args: words.slice(1), variables: {} };
}

/** Whether a word is the program env. */
export function isEnv(word: string): boolean {
  return /^(?:.*[\\/])?env(?:\.exe)?$/i.test(word);
}

/**
 * What env's arguments make it start; undefined if that is nothing, or they have another option than -S, -i, -u and -v.
 * No variable is removed, because programs on Windows do not start without those of the system.
 */
export function parseEnv(words: readonly string[]): FirstLine | undefined {
  const variables: Record<string, string> = {};
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const split = /^(?:-[iv]*S|--split-string=?)(.*)$/s.exec(word)?.[1];
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
    if (split !== undefined) rest.unshift(...splitWords(split === "" ? (rest.shift() ?? "") : split));
    else if (name !== undefined) variables[name] = value ?? "";
    else if (/^(?:-[iv]*u|--unset)$/.test(word)) rest.shift();
    else if (/^(?:-[iv]*|-[iv]*u.+|--ignore-environment|--debug|--unset=.*)$/s.test(word)) continue;
    else if (word.startsWith("-") && word !== "--") return undefined;
    else if (word !== "--") return { interpreter: word, args: rest, variables };
  }
  return undefined;
}

/** Splits a line at blanks, and removes quotes of both kinds as env -S does. */
function splitWords(line: string): string[] {
  const words = line.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, a?: string, b?: string) => a ?? b ?? ""));
}
