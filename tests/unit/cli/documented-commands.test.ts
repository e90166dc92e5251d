import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { listFlags } from "../../../src/cli/complete/list-flags.ts";

const ROOT = resolve(import.meta.dir, "../../..");
const FLAGS = await listFlags();
const NAMES = COMMANDS.map(({ path }) => path.join(" "));

/** A row of a document's table is about these instead of a command. */
const PLACEHOLDERS = ["NAME", "PATH", "-e", "-i", "-"];

/** Commands that give all words behind their own to a program, so that clipanion knows none of their flags. */
const TAKE_ALL = COMMANDS.filter((command) => "takesAll" in command).map(({ path }) => path.join(" "));

interface Span {
  /** The longest command whose words the text begins with; undefined if it begins with none. */
  readonly command: string | undefined;
  readonly text: string;
  readonly flags: readonly string[];
}

/** Every text between backticks that begins with `luff`, and what it calls. */
function spansIn(document: string): Span[] {
  const prose = document.replaceAll(/^```[^]*?^```$/gm, "");
  return [...prose.matchAll(/`luff ([^`]+)`/g)].map(([, written = ""]) => {
    const text = written.replaceAll(String.raw`\|`, "|");
    const command = NAMES.filter((name) => text === name || text.startsWith(`${name} `))
      .toSorted(byLength)
      .at(-1);
    return { command, text, flags: [...text.matchAll(/(?<![\w-])--?[a-z][\w-]*/g)].map(([flag]) => flag) };
  });
}

function byLength(a: string, b: string): number {
  return a.length - b.length;
}

describe.each(["README.md", ".github/MANUAL.md"])("%s", (file) => {
  const document = readFileSync(join(ROOT, file), "utf8");
  const rows = document.split("\n").filter((line) => line.startsWith("| `luff "));

  test("has a row of a table about each of luff's commands", () => {
    const told = rows.flatMap((row) => spansIn(row).map(({ command }) => command));
    expect(NAMES.filter((name) => !told.includes(name))).toEqual([]);
  });

  test("has no row about a command that is none", () => {
    const begun = rows.map((row) => spansIn(row)[0]);
    const odd = begun.filter(
      (span) => span?.command === undefined && !PLACEHOLDERS.includes(span?.text.split(" ")[0] ?? ""),
    );
    expect(odd).toEqual([]);
  });

  test("writes behind a command only flags that it has", () => {
    const known = new Map(Object.entries(FLAGS).map(([name, flags]) => [name, flags.flatMap(({ names }) => names)]));
    const odd = spansIn(document).filter(({ command = "", flags }) => {
      const own = known.get(command);
      return (
        own !== undefined &&
        !TAKE_ALL.includes(command) &&
        flags.some((flag) => !own.includes(flag) && flag !== "--help")
      );
    });
    expect(odd).toEqual([]);
  });
});

test("the manual names every flag of every command", () => {
  const manual = readFileSync(join(ROOT, ".github/MANUAL.md"), "utf8");
  const spans = [...manual.matchAll(/`[^`\n]+`/g)].map(([span]) => span).join("\n");
  const named = new Set([...spans.matchAll(/(?<![\w-])--?[a-z][\w-]*/g)].map(([flag]) => flag));
  const missing = Object.entries(FLAGS).flatMap(([command, flags]) =>
    flags
      .filter(({ names }) => !names.some((name) => named.has(name)))
      .map(({ names }) => `${command} ${names.join(",")}`),
  );
  expect(missing).toEqual([]);
});

test("the manual's contents have each of its sections", () => {
  const manual = readFileSync(join(ROOT, ".github/MANUAL.md"), "utf8");
  const listed = [...manual.matchAll(/^- \[([^\]]+)\]\(#/gm)].map(([, title]) => title);
  expect(listed).toEqual([...manual.matchAll(/^## (.+)$/gm)].map(([, title]) => title));
});
