import { expect, test } from "bun:test";
import { join, resolve } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { GLOBAL_FLAGS, LEADING_FLAGS, type FlagWords } from "../../../src/cli/complete/flag-words.ts";
import { listFlags } from "../../../src/cli/complete/list-flags.ts";

const SRC = resolve(import.meta.dir, "../../../src");
const FLAGS = await listFlags();
const NAMES = COMMANDS.map(({ path }) => path.join(" "));

/** A text of luff's code, and its file. */
interface Text {
  readonly file: string;
  readonly text: string;
}

async function allTexts(): Promise<Text[]> {
  const files = [...new Bun.Glob("**/*.ts").scanSync({ cwd: SRC })].map((file) => file.replaceAll("\\", "/"));
  const texts = await Promise.all(files.map(async (file) => textsIn(file, await Bun.file(join(SRC, file)).text())));
  return texts.flat();
}

function textsIn(file: string, source: string): Text[] {
  const found: string[] = [];
  new Visitor({
    Literal({ value }) {
      if (typeof value === "string") found.push(value);
    },
    TemplateElement: ({ value }) => void found.push(value.raw),
  }).visit(parseSync(file, source).program);
  return found.map((text) => ({ file, text }));
}

const TEXTS = await allTexts();
/** Texts of several words: a flag that is the whole text is read from arguments, or passed to a program. */
const SENTENCES = TEXTS.filter(({ text }) => text.includes(" "));

const flagsIn = (text: string): string[] => [...text.matchAll(/(?<![\w-])--[a-z][\w-]*/g)].map(([flag]) => flag);
const namesOf = (flags: readonly FlagWords[]): string[] => flags.flatMap(({ names }) => names);

/** Of `luff post-render`, which passes on all other arguments, and of every command. */
const UNLISTED = ["--exec", "--help"];
const OF_LUFF = new Set([...namesOf([...Object.values(FLAGS).flat(), ...GLOBAL_FLAGS, ...LEADING_FLAGS]), ...UNLISTED]);
/** Flags of other programs, as git, and of an example's plugin that help and results name. */
const OF_OTHERS = ["--chmod", "--label", "--post-renderer", "--post-renderer-args"];

test("messages name only commands that luff has, with flags that they have", () => {
  // A call goes on to the end of the sentence.
  const calls = TEXTS.flatMap(({ text }) => text.match(/\bluff plugin [a-z][^'"`\n.;:)]*/g) ?? []);
  expect(calls.length).toBeGreaterThan(20);
  const odd = calls.filter((call) => {
    const words = call.slice("luff ".length);
    const command = NAMES.filter((name) => words === name || words.startsWith(`${name} `))
      .toSorted((a, b) => a.length - b.length)
      .at(-1);
    if (command === undefined) return !/^plugin (bundle|COMMAND)\b/.test(words);
    const own = FLAGS[command]?.flatMap(({ names }) => names) ?? [];
    return [...words.matchAll(/(?<![\w-])--?[a-z][\w-]*/g)].some(([flag]) => !own.includes(flag));
  });
  expect(odd).toEqual([]);
});

test("flags that stand alone in messages and help are flags of luff", () => {
  const named = SENTENCES.filter(({ file }) => file.startsWith("cli/")).flatMap(({ text }) => flagsIn(text));
  expect(named.length).toBeGreaterThan(100);
  expect([...new Set(named)].filter((flag) => !OF_LUFF.has(flag)).toSorted()).toEqual(OF_OTHERS);
});

test("only the command line names luff's flags, except in what others read", () => {
  const below = SENTENCES.filter(
    ({ file, text }) => !file.startsWith("cli/") && flagsIn(text).some((flag) => OF_LUFF.has(flag)),
  );
  expect(below.map(({ file, text }) => `${file}: ${text.trim()}`).toSorted()).toEqual([
    // A template's manifest.
    expect.stringMatching(/^author\/templates.ts: type: postrenderer\/v1\n/),
    // The command that installs what a search found.
    "hub/found-plugin.ts: --checksum sha256:",
    // The first line of a lock file.
    "manage/set/set-lock.ts: # Written by luff plugin install --lock. Keep it beside the set of plugins.",
  ]);
});
