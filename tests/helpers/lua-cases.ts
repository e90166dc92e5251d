import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

/** One script of a case file, with what it is run with. */
export interface LuaCase {
  /** The file's name and the case's, as `os-date/formats of the week`. */
  readonly name: string;
  readonly source: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: Uint8Array | undefined;
  /** Files that are laid beside the script. */
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const MARK = "--@ ";

/**
 * Reads every `*.lua` of a folder as a list of cases. A case begins at a line `--@ case NAME`; directives follow:
 * `--@ args ["a"]`, `--@ env NAME=VALUE`, `--@ stdin "text"`, `--@ file NAME "text"`. Texts are JSON
 * strings whose characters are bytes. The rest, up to the next case, is the script.
 */
export function readLuaCases(folder: string): readonly LuaCase[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".lua"));
  return files
    .toSorted()
    .flatMap((name) => parseLuaCases(basename(name, ".lua"), readFileSync(join(folder, name), "utf8")));
}

/** Splits the text of one case file. */
export function parseLuaCases(topic: string, text: string): readonly LuaCase[] {
  const [, ...parts] = `\n${text}`.split(`\n${MARK}case `);
  const cases = parts.map((part) => parseCase(topic, part));
  const names = new Set(cases.map((one) => one.name));
  if (names.size !== cases.length) throw new Error(`${topic}: two cases have one name`);
  return cases;
}

function parseCase(topic: string, text: string): LuaCase {
  const lines = text.split("\n");
  const title = lines.shift() ?? "";
  const directives: string[] = [];
  while (lines[0]?.startsWith(MARK)) directives.push((lines.shift() ?? "").slice(MARK.length));
  const valuesOf = (word: string): string[] =>
    directives.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
  const stdin = valuesOf("stdin")[0];
  return {
    name: `${topic}/${title}`,
    source: `${lines.join("\n").trimEnd()}\n`,
    args: JSON.parse(valuesOf("args")[0] ?? "[]") as string[],
    env: Object.fromEntries(valuesOf("env").map((line) => splitAt(line, "="))),
    stdin: stdin === undefined ? undefined : bytesOf(stdin),
    files: Object.fromEntries(
      valuesOf("file")
        .map((line) => splitAt(line, " "))
        .map(([name, text]) => [name, bytesOf(text)]),
    ),
  };
}

function splitAt(line: string, separator: string): readonly [string, string] {
  const at = line.indexOf(separator);
  return [line.slice(0, at), line.slice(at + 1)];
}

function bytesOf(json: string): Uint8Array {
  return Buffer.from(JSON.parse(json) as string, "latin1");
}
