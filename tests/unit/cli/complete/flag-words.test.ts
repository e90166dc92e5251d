import { describe, expect, test } from "bun:test";
import { flagBeforeCursor, flagOfValue, GLOBAL_FLAGS, LEADING_FLAGS } from "../../../../src/cli/complete/flag-words.ts";
import { takeFlags, takeLeadingFlags } from "../../../../src/cli/flags/global-flags.ts";

describe("flagBeforeCursor", () => {
  test.each<[readonly string[], string | undefined]>([
    [["--namespace"], "--namespace"],
    [["x", "-n"], "--namespace"],
    [["--namespace", "--debug"], undefined],
    [["--namespace", "--kubeconfig"], undefined],
    [["--namespace=x"], undefined],
    [["--debug"], undefined],
    [["--", "--namespace"], undefined],
    [["--namespace", "--"], undefined],
    [["--namespace", "--", "--kubeconfig"], "--kubeconfig"],
    [[], undefined],
  ])("%j → %s", (before, name) => {
    expect(flagBeforeCursor(GLOBAL_FLAGS, before)?.names[0]).toBe(name as string);
  });
});

test.each<[string, string | undefined]>([
  ["--namespace=x", "--namespace"],
  ["-n=x", "--namespace"],
  ["--kubeconfig=a=b", "--kubeconfig"],
  ["--namespace=", "--namespace"],
  ["--namespace", undefined],
  ["--debug=x", undefined],
  ["--none=x", undefined],
  ["", undefined],
])("flagOfValue(%j) → %s", (word, name) => {
  expect(flagOfValue(GLOBAL_FLAGS, word)?.names[0]).toBe(name as string);
});

describe("the flags that are offered", () => {
  const valued = (flag: { readonly names: readonly string[]; readonly takesValue: boolean }) =>
    flag.names.map((name) => [name, flag.takesValue] as const);

  test.each(GLOBAL_FLAGS.flatMap(valued))("%s is a flag that luff takes before a word", (name, takesValue) => {
    const { word } = takeLeadingFlags(takesValue ? [name, "1", "word"] : [name, "word"]);
    expect(word).toBe("word");
  });

  test.each(GLOBAL_FLAGS.flatMap(valued))("%s is known behind a word, with its value", (name, takesValue) => {
    const { args } = takeFlags({}, takesValue ? [name, "--debug", "rest"] : [name, "rest"]);
    expect(args.at(-1)).toBe("rest");
    // Only the value of a flag may look like one.
    expect(args.includes("--debug")).toBe(takesValue && args.includes(name));
  });

  test.each(LEADING_FLAGS.flatMap(valued))("%s is one of luff's own", (name, takesValue) => {
    const { word, request } = takeLeadingFlags(takesValue ? [name, "1", "word"] : [name, "word"]);
    expect(word === "word" || request !== undefined).toBe(true);
  });
});
