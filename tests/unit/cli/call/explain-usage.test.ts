import { describe, expect, test } from "bun:test";
import { explainUsage } from "../../../../src/cli/call/explain-usage.ts";

describe("explainUsage", () => {
  test.each([
    ["Unknown Syntax Error: Not enough positional arguments.\n\n$ luff plugin info [-o #0] <NAME>", "NAME is missing"],
    ['Extraneous positional argument ("b").\n\n$ luff plugin info <NAME>', 'there is one word too many: "b"'],
    ['Unsupported option name ("-q").\n\n$ luff plugin info [--output #0]', "there is no flag -q"],
    ["Not enough positional arguments.\n\n$ luff plugin index <DIR|ARCHIVE> ...", "DIR|ARCHIVE is missing"],
    ['Invalid option name ("--prune=false").\n\n$ luff plugin install [--prune]', "the flag --prune takes no value"],
    ['Invalid option name ("--bad\nname").\n\n$ luff plugin list [--outdated]', "there is no flag --bad\nname"],
    ["Not enough arguments to option -o.\n\n$ luff plugin info", "the flag -o needs a value"],
    ["Command not found; did you mean:\n\n$ luff save <-o,--output #0> ...", "--output is missing"],
    ["Command not found; did you mean:\n\n$ luff save ...", "does not understand: x y"],
    ['Invalid value for -o: expected one of "a" (got "b")', 'invalid value for -o: expected one of "a" (got "b")'],
  ])("turns %j into %j", (message, reason) => {
    expect(explainUsage(message, ["save", "x", "y"]).reason).toBe(reason);
  });

  test.each([
    ["env", "[-o,--output #0] [NAME]", ["A", "-o", "json", "B"], 'there is one word too many: "B"', undefined],
    ["plugin lint", "[--strict] [DIR]", ["a", "--strict", "b"], 'there is one word too many: "b"', undefined],
    ["x", "[--verify] [A]", ["--verify", "false", "a"], 'there is one word too many: "a"', "Write --verify=false."],
    [
      "x",
      "[--prune] [A]",
      ["--prune", "true", "a"],
      'there is one word too many: "a"',
      "The flag --prune takes no value: leave out true.",
    ],
  ])("names the word for which %s %s has no place", (...row) => {
    const [command, shape, words, reason, hint] = row;
    const message = `Command not found; did you mean one of:\n\n  0. luff ${command} ${shape}\n  1. luff ${command} ${shape}\n\nWhile running x`;
    const fault = explainUsage(message, [...command.split(" "), ...words]);
    expect([fault.reason, fault.hint]).toEqual([reason, hint]);
  });

  test("does not miss a flag that is there", () => {
    const usage = "Command not found; did you mean:\n\n$ luff save <-o,--output #0> ...";
    for (const flag of ["-o", "--output", "--output=f"]) {
      expect(explainUsage(usage, ["save", flag]).reason).toStartWith("does not understand");
    }
  });

  test.each([
    [["a", "--strct", "b"], "there is no flag --strct", "Did you mean --strict?"],
    [["a", "--otput=json", "b"], "there is no flag --otput", "Did you mean --output?"],
    [["a", "-q"], "there is no flag -q", undefined],
    [["a", "-o", "--strct", "b"], 'there is one word too many: "b"', undefined],
    [["a", "b", "--", "--strct"], 'there is one word too many: "b"', undefined],
    [["--no-strict", "a", "b"], 'there is one word too many: "b"', undefined],
  ])("names the flag of %j that no usage has before a word too many", (words, reason, hint) => {
    const shapes = "[--strict] [-o,--output #0] [DIR]";
    const message = `Command not found; did you mean:\n\n$ luff lint ${shapes}\n\nWhile running lint ${words.join(" ")}`;
    const fault = explainUsage(message, ["lint", ...words]);
    expect([fault.reason, fault.hint]).toEqual([reason, hint]);
  });

  test("names the flag that is most like an unknown one", () => {
    const message = 'Unsupported option name ("--no-hook").\n\n$ luff x [--no-hooks] [--dry-run]';
    expect(explainUsage(message, []).hint).toBe("Did you mean --no-hooks?");
  });
});
