import { describe, expect, test } from "bun:test";
import { AppError } from "../../../src/errors/app-error.ts";
import { chooseRef, isCommit, parseRemoteRefs, requireDigits } from "../../../src/manage/git/git-refs.ts";

const COMMIT = "1".repeat(40);
const ADDRESS = "https://host/repository";

/** What a choice among the tags of a repository throws. */
function errorOf(tags: readonly string[], version: string): AppError {
  const refs = parseRemoteRefs(tags.map((tag) => `${COMMIT}\trefs/tags/${tag}\n`).join(""));
  try {
    throw new Error(`chose ${chooseRef(refs, version, ADDRESS).name}`);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

describe("chooseRef", () => {
  test.each([
    [["v1.9.0", "v1.10.0", "latest"], "^9", "the highest is v1.10.0", "Change the constraint"],
    [["v1.0.0", "v9.0.0-rc.1"], ">=2, <10", "the highest is v9.0.0-rc.1", "A pre-release satisfies only"],
    [["latest"], "1.x", "it has no tag that is a version", "Change the constraint"],
  ])("reports which of the tags %p is the highest if none satisfies %s", (tags, version, what, hint) => {
    const error = errorOf(tags, version);
    expect({ code: error.code, message: error.message }).toEqual({
      code: "version-not-found",
      message: `${ADDRESS} has no tag that satisfies "${version}": ${what}`,
    });
    expect(error.hint).toStartWith(hint);
  });

  test.each(["9.0.0", "v9.0.0", "absent", "^x.y"])("reports that there is no tag, branch or commit %s", (version) => {
    const error = errorOf(["v1.0.0"], version);
    expect({ code: error.code, message: error.message }).toEqual({
      code: "version-not-found",
      message: `${ADDRESS} has no tag, branch or commit "${version}"`,
    });
  });
});

test.each([
  [COMMIT, true],
  ["2".repeat(64), true],
  ["2".repeat(63), false],
  [`${COMMIT}\n`, false],
  ["main", false],
])("%j is the whole name of a commit: %j", (text, expected) => {
  expect(isCommit(text)).toBe(expected);
});

test.each(["--upload-pack=x", "main", "-1111111", "111111"])("git gets no %j in the place of a commit", (text) => {
  expect(() => requireDigits(text)).toThrow(`"${text}" is not a commit: expected 7 to 64 hexadecimal digits`);
  expect(requireDigits("1111111")).toBe("1111111");
});
