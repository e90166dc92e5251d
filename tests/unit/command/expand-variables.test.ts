import { describe, expect, test } from "bun:test";
import { fc } from "../../helpers/fast-check.ts";
import { expandVariables } from "../../../src/command/expand-variables.ts";

const VALUES: Readonly<Record<string, string>> = { A: "value", AB: "other", DOLLAR: "$A", SPACED: "x y", _1: "under" };
const lookup = (name: string): string | undefined => VALUES[name];

describe("expandVariables", () => {
  test.each([
    ["$A", "value"],
    ["${A}", "value"],
    ["$A-b", "value-b"],
    ["${A}B", "valueB"],
    ["$AB", "other"],
    ["$UNSET", ""],
    ["a${UNSET}b", "ab"],
    ["${A:-def}", ""],
    ["$$", ""],
    ["$$A", "A"],
    ["${}", ""],
    ["a${}b", "ab"],
    ["${", ""],
    ["${A", "A"],
    ["x${A y", "xA y"],
    ["$1", ""],
    ["$12", "2"],
    ["$@", ""],
    ["$*", ""],
    ["$#", ""],
    ["$?", ""],
    ["$!", ""],
    ["$-", ""],
    ["$0", ""],
    ["echo $@ $1", "echo  "],
    ["$", "$"],
    ["a$", "a$"],
    ["$ b", "$ b"],
    ["$é", "$é"],
    ["$(A)", "$(A)"],
    ["$.A", "$.A"],
    ["\\$A", "\\value"],
    ["%A%", "%A%"],
    ["${ A }", ""],
    ["${A}${A}", "valuevalue"],
    ["$A$A", "valuevalue"],
    ["$_1", "under"],
    ["$A_", ""],
    ["$SPACED", "x y"],
    ["$DOLLAR", "$A"],
    ["no reference", "no reference"],
    ["", ""],
  ])("expands %p to %p", (text, expanded) => {
    expect(expandVariables(text, lookup)).toBe(expanded);
  });

  test.each([
    ["${A:-def}", ["A:-def"]],
    ["${ A }", [" A "]],
    ["$$", ["$"]],
    ["${*}", ["*"]],
    ["$1$@", ["1", "@"]],
    ["${A\nB}", ["A\nB"]],
    ["${}$ $(x)", []],
    ["${a ${b}", ["a ${b"]],
  ])("looks up in %p the names %p", (text, names) => {
    const asked: string[] = [];
    expandVariables(text, (name) => void asked.push(name));
    expect(asked).toEqual(names);
  });
});

/** Go's os.Expand, written after its source, character by character. */
function expandAsGo(text: string): string {
  let out = "";
  let at = 0;
  while (at < text.length) {
    if (text[at] !== "$" || at + 1 >= text.length) {
      out += text[at++];
      continue;
    }
    const { name, width } = readName(text.slice(at + 1));
    if (name !== "") out += lookup(name) ?? "";
    else if (width === 0) out += "$";
    at += 1 + width;
  }
  return out;
}
function readName(rest: string): { name: string; width: number } {
  const isSpecial = (char: string): boolean => char !== "" && "*#$@!?-0123456789".includes(char);
  if (rest.charAt(0) === "{") {
    if (isSpecial(rest.charAt(1)) && rest.charAt(2) === "}") return { name: rest.charAt(1), width: 3 };
    for (let i = 1; i < rest.length; i++) {
      if (rest[i] === "}") return i === 1 ? { name: "", width: 2 } : { name: rest.slice(1, i), width: i + 1 };
    }
    return { name: "", width: 1 };
  }
  if (isSpecial(rest.charAt(0))) return { name: rest.charAt(0), width: 1 };
  let end = 0;
  while (end < rest.length && /\w/.test(rest.charAt(end))) end++;
  return { name: rest.slice(0, end), width: end };
}

test("expandVariables agrees with Go's algorithm", () => {
  const unit = fc.constantFrom(
    "$",
    "$",
    "{",
    "}",
    "A",
    "B",
    "_",
    "1",
    "-",
    "@",
    "*",
    " ",
    "\\",
    ":",
    "(",
    "é",
    "\n",
    "😀",
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 24 }), (text) =>
      expect(expandVariables(text, lookup)).toBe(expandAsGo(text)),
    ),
    { numRuns: 5000 },
  );
});
