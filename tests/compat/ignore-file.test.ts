import { expect, test } from "bun:test";
import { parseIgnoreFile } from "../../src/author/ignore-file.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const PATHS = [
  "a", "a.md", "b/a", "b/a.md", "b/c/a.md", "bc/a", "a b", "[x]", "a/b", "x/a/b", "x/y/a/b", "#a", "!a", "a]", "1", "b-a", "A",
]; // prettier-ignore

const PATTERNS = [
  "a", "*.md", "/a", "b/", "b", "b/a", "b/*", "b/**", "**/a", "**/a.md", "b/**/a.md", "a*", "?", "[ab]", "[!ab]", "[a-c]*", "\\#a",
  "\\!a", "#a", "a ", "a\\ b", "*", "*/a", "b*", "\\[x]", "a]", "/", "", "**", "x/**/b", "[1]", "[a-]*", "[]x]", "a/", "b\\-a", "[", "!a",
]; // prettier-ignore

test("patterns leave out the same paths as git's", async () => {
  using sandbox = createSandbox();
  const git = (words: readonly string[], input = ""): string =>
    Bun.spawnSync(["git", "-c", "core.quotePath=false", "-C", sandbox.work, ...words], {
      env: sandbox.env,
      stdin: Buffer.from(input),
    }).stdout.toString();
  git(["init", "--quiet"]);
  const sets = [
    ...PATTERNS.map((pattern) => [pattern]),
    ["*", "!a"],
    ["*.md", "!/a.md"],
    ["b/*", "!b/a"],
    ["b/", "!b/a"],
  ];
  for (const patterns of sets) {
    sandbox.write("work/.git/info/exclude", `${patterns.join("\n")}\n`);
    const ignored = git(["check-ignore", "--no-index", "--stdin", "-z"], PATHS.join("\0"));
    const expected = ignored.split("\0").filter((path) => path !== "");
    const isIgnored = parseIgnoreFile(patterns.join("\n"));
    const actual = PATHS.filter((path) => {
      const parts = path.split("/");
      return parts.some((_, index) => isIgnored(parts.slice(0, index + 1).join("/"), index < parts.length - 1));
    });
    expect({ patterns, ignored: actual }).toEqual({ patterns, ignored: expected });
  }
});
