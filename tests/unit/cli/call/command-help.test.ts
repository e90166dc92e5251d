import { expect, test } from "bun:test";
import { commandHelp } from "../../../../src/cli/call/command-help.ts";

const COMMAND = {
  path: "plugin list",
  description: "list what is installed here or in another folder",
  details: "Lists every plugin in the folders of a list, one a line.",
  examples: [
    ["Print all", "$0 plugin list"],
    [
      "For a program that reads the list of what is installed",
      "$0 plugin list -o json > a-very-long-name-of-a-file.json",
    ],
  ] as [string, string][],
  options: [
    { definition: "-o,--output #0", description: "table, json or yaml, of which programs read the last two" },
    { definition: "--all", description: "all" },
  ],
};

test("a command's help is wrapped at the width, except an example's line", () => {
  expect(commandHelp(COMMAND, { width: 46, styled: false })).toBe(`List what is installed here or in another
folder

Usage

$ luff plugin list
Also: luff plugin ls

Options

  -o,--output ARG   table, json or yaml, of
                    which programs read the
                    last two
  --all             all

Details

Lists every plugin in the folders of a list,
one a line.

Examples

Print all
  $ luff plugin list

For a program that reads the list of what is
installed
  $ luff plugin list -o json > a-very-long-name-of-a-file.json
`);
});

test("where there is little room, descriptions stand below their flags", () => {
  const { options, path } = COMMAND;
  expect(commandHelp({ options, path }, { width: 36, styled: false })).toBe(`Usage

$ luff plugin list
Also: luff plugin ls

Options

  -o,--output ARG
      table, json or yaml, of which
      programs read the last two
  --all
      all
`);
});

test("headings, flags and the marks of command lines are bold, and nothing is coloured", () => {
  const { path, options } = COMMAND;
  const examples = [["Print", "$0 plugin list"]] as [string, string][];
  expect(commandHelp({ path, options: options.slice(1), examples }, { width: 80, styled: true })).toBe(
    "<Usage>\n\n<$> luff plugin list\nAlso: luff plugin ls\n\n<Options>\n\n  <--all>   all\n\n<Examples>\n\nPrint\n  <$> luff plugin list\n"
      .replaceAll("<", "\u001B[1m")
      .replaceAll(">", "\u001B[22m"),
  );
});

test("the usage line names the arguments of a command of luff", () => {
  expect(commandHelp({ path: "plugin index", options: [] }, { width: 80, styled: false })).toBe(
    "Usage\n\n$ luff plugin index -o FILE DIR|ARCHIVE…\n",
  );
});
