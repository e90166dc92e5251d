import { expect, test } from "bun:test";
import { Cli, type Command } from "clipanion";
import { loadCommand } from "../../../../src/cli/call/load-command.ts";
import { QuickCli } from "../../../../src/cli/call/quick-cli.ts";
import type { CommandContext } from "../../../../src/cli/command-context.ts";
import { COMMANDS } from "../../../../src/cli/commands.ts";

const GIVEN = { luff: {}, stdout: { write: () => {} } } as unknown as Pick<CommandContext, "luff" | "stdout">;

const HELP = { width: 80, styled: false };

const REGISTERED = await Promise.all(COMMANDS.map(loadCommand));

function register<T extends Cli<CommandContext>>(cli: T): T {
  for (const command of REGISTERED) cli.register(command);
  return cli;
}

/** What a command line was read as: the values of the command's flags and words, or the error. */
function outcomeOf(read: () => Command<CommandContext>): unknown {
  try {
    const { context: _, ...command } = read();
    return command;
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  ["plugin install"],
  ["plugin install a"],
  ["plugin add a --force"],
  ["plugin install --version ^1 --no-hooks a -o json"],
  ["plugin install --version=^1 -o=json a"],
  ["plugin install --force=1 a"],
  ["plugin install --no-force a"],
  ["plugin install --version"],
  ["plugin install --bogus a"],
  ["plugin install a b"],
  ["plugin install -- --force"],
  ["plugin install --help"],
  ["plugin ls --outdated"],
  ["plugin list --no-outdated"],
  ["plugin bundle save a"],
  ["plugin bundle save -o f a b"],
  ["plugin create --template"],
  ["env --x"],
  ["nothing"],
])("reads %s as clipanion does", (line) => {
  const words = line.split(" ");
  const quick = outcomeOf(() => register(new QuickCli({ binaryName: "luff" }, () => HELP)).read(words, GIVEN));
  const plain = outcomeOf(() => register(new Cli<CommandContext>({ binaryName: "luff" })).process(words, GIVEN));
  expect(quick).toEqual(plain);
});

test("knows all flags before and after it has read words that name none", () => {
  const cli = register(new QuickCli({ binaryName: "luff" }, () => HELP));
  const plain = register(new Cli<CommandContext>({ binaryName: "luff" })).definitions();
  const expected = plain.flatMap(({ options }) => options);
  expect(cli.flags()).toEqual(expected);
  cli.read(["plugin", "install", "a"], GIVEN);
  expect(cli.flags()).toEqual(expected);
});
