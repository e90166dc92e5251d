import { describe, expect, test } from "bun:test";
import { withOwnSentence } from "../../build/removed-folder.ts";

const SENTENCE =
  "The current working directory was deleted, so that command didn't work. Please cd into a different directory and try again.";
const PLAIN = `error: ${SENTENCE}`;
const COLORED = `\x1b[0m\x1b[31merror\x1b[0m\x1b[2m:\x1b[0m ${SENTENCE}`;
const OURS =
  "Error: the working directory was removed [directory-removed]\n" +
  "Hint: luff starts in a directory that exists: change into one with cd";

describe("withOwnSentence", () => {
  test("replaces both of Bun's sentences with luff's and changes nothing else", () => {
    const before = Buffer.from(`before\x82${PLAIN}\xc0between\x97${COLORED}\xc0behind`, "latin1");
    const after = Buffer.from(withOwnSentence(before)).toString("latin1");
    expect(after).toBe(`before\x82${OURS}\xc0between\x97${"\x1b[0m".repeat(5)}${OURS} \xc0behind`);
  });

  test.each([
    ["does not say", PLAIN],
    ["does not say", COLORED],
    ["says more than once", `${PLAIN}${PLAIN}${COLORED}`],
    ["says more than once", `${PLAIN}${COLORED}${COLORED}`],
  ])("refuses a Bun that %s it", (fault, text) => {
    expect(() => withOwnSentence(Buffer.from(text))).toThrow(fault);
  });
});
