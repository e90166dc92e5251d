import { describe, expect, test } from "bun:test";
import { explainUsage } from "../../../../src/cli/call/explain-usage.ts";

describe("explainUsage", () => {
  test.each([
    ["Unknown Syntax Error: Not enough positional arguments.\n\n$ luff plugin info [-o #0] <NAME>", "NAME is missing"],
    ['Extraneous positional argument ("b").\n\n$ luff plugin info <NAME>', 'there is one word too many: "b"'],
    ['Unsupported option name ("-q").\n\n$ luff plugin info [--output #0]', "there is no flag -q"],
    ["Not enough arguments to option -o.\n\n$ luff plugin info", "the flag -o needs a value"],
    ["Command not found; did you mean:\n\n$ luff save <-o,--output #0> ...", "--output is missing"],
    ["Command not found; did you mean:\n\n$ luff save ...", "does not understand: x y"],
    ['Invalid value for -o: expected one of "a" (got "b")', 'invalid value for -o: expected one of "a" (got "b")'],
  ])("turns %j into %j", (message, reason) => {
    expect(explainUsage(message, ["save", "x", "y"]).reason).toBe(reason);
  });

  test("does not miss a flag that is there", () => {
    const usage = "Command not found; did you mean:\n\n$ luff save <-o,--output #0> ...";
    for (const flag of ["-o", "--output", "--output=f"]) {
      expect(explainUsage(usage, ["save", flag]).reason).toStartWith("does not understand");
    }
  });

  test("names the flag that is most like an unknown one", () => {
    const message = 'Unsupported option name ("--no-hook").\n\n$ luff x [--no-hooks] [--dry-run]';
    expect(explainUsage(message, []).hint).toBe("Did you mean --no-hooks?");
  });
});
