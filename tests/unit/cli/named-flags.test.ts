import { expect, test } from "bun:test";
import { join, resolve } from "node:path";
import { parseSync, Visitor } from "oxc-parser";
import { COMMANDS } from "../../../src/cli/commands.ts";
import { listFlags } from "../../../src/cli/complete/list-flags.ts";

const SRC = resolve(import.meta.dir, "../../../src");
const FLAGS = await listFlags();
const NAMES = COMMANDS.map(({ path }) => path.join(" "));

/** The texts of luff's code that name one of its commands, from there on to the end of the sentence. */
async function callsInTexts(): Promise<string[]> {
  const files = [...new Bun.Glob("**/*.ts").scanSync({ cwd: SRC })];
  const texts = await Promise.all(files.map(async (file) => textsIn(file, await Bun.file(join(SRC, file)).text())));
  return texts.flat().flatMap((text) => [...text.matchAll(/\bluff plugin [a-z][^'"`\n.;:)]*/g)].map(([call]) => call));
}

function textsIn(file: string, source: string): string[] {
  const found: string[] = [];
  new Visitor({
    Literal({ value }) {
      if (typeof value === "string") found.push(value);
    },
    TemplateElement: ({ value }) => void found.push(value.raw),
  }).visit(parseSync(file, source).program);
  return found;
}

test("messages name only commands that luff has, with flags that they have", async () => {
  const calls = await callsInTexts();
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
