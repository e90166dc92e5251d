import { expect, test } from "bun:test";
import { COMMANDS } from "../../../../src/cli/commands.ts";
import { loadCommand } from "../../../../src/cli/call/load-command.ts";

test.each([...COMMANDS])("loads the code of a command that answers to its words: $path", async (entry) => {
  const { paths } = await loadCommand(entry);
  const [last, ...before] = entry.path.toReversed();
  const expected = [last, ...entry.aliases].map((word) => [...before.toReversed(), word]);
  expect(paths).toEqual(expected as string[][]);
});
