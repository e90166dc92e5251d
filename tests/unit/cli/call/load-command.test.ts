import { expect, test } from "bun:test";
import { Cli } from "clipanion";
import { COMMANDS } from "../../../../src/cli/commands.ts";
import { loadCommand } from "../../../../src/cli/call/load-command.ts";

test.each([...COMMANDS])("loads the code of a command that answers to its words: $path", async (entry) => {
  const { paths } = await loadCommand(entry);
  const [last, ...before] = entry.path.toReversed();
  const expected = [last, ...entry.aliases].map((word) => [...before.toReversed(), word]);
  expect(paths).toEqual(expected as string[][]);
});

test.each([...COMMANDS])("the help of a command begins with its line in lists: $path", async (entry) => {
  expect((await loadCommand(entry)).usage?.description).toBe(entry.summary);
});

/** Clipanion's own words for arguments such as "NAME…" or "[NAME]"; flags have no place in them. */
function inClipanion(words: string): string {
  const own = words
    .replace(/^-o FILE ?/, "")
    .split(" ")
    .filter(Boolean);
  return own
    .map((word) =>
      /^\[.*…\]$/.test(word)
        ? "..."
        : word.replace(/^([^[…]+)(…?)$/, (_, name: string, more: string) => `<${name}>${more && " ..."}`),
    )
    .join(" ");
}

test.each(COMMANDS.filter((command) => !("takesAll" in command)))(
  "has for $path the words that its code takes",
  async (entry) => {
    const [definition] = Cli.from(await loadCommand(entry)).definitions();
    const taken = definition?.usage.slice(`... ${entry.path.join(" ")} `.length);
    expect(taken).toBe(inClipanion(entry.words));
  },
);
