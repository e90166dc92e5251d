import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { createHost } from "../../../src/host/bun/host.ts";
import { readClone } from "../../../src/manage/receipt/read-clone.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

const ONE = "1".repeat(40);
const TWO = "2".repeat(40);
const URL = "https://example.invalid/greet";
const CONFIG = `[core]\n\turl = no\n[remote "other"]\n\turl = no\n[remote "origin"]\n\turl = ${URL}\n\tfetch = x\n`;

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

/** Reads a clone with these files in its .git. */
function read(files: Readonly<Record<string, string>>) {
  for (const [name, content] of Object.entries(files)) sandbox.write(`clone/.git/${name}`, content);
  return readClone(createHost(), sandbox.path("clone"));
}

describe("a clone of a git repository", () => {
  test.each([
    ["on its default branch", { "refs/remotes/origin/HEAD": "ref: refs/remotes/origin/main\n" }, ""],
    ["on another branch", { "refs/remotes/origin/HEAD": "ref: refs/remotes/origin/next\n" }, "main"],
    [
      "on a branch that is packed",
      { "packed-refs": `# pack-refs\n${ONE} refs/heads/main\n`, "refs/heads/main": "" },
      "main",
    ],
  ])("%s has that branch as its constraint, or none", (_what, more, constraint) => {
    const files = { HEAD: "ref: refs/heads/main\n", config: CONFIG, "refs/heads/main": `${ONE}\n` };
    expect(read({ ...files, ...more })).toEqual({ url: URL, head: { constraint, ref: "main", commit: ONE } });
  });

  test.each([
    ["a tag", `${TWO} refs/tags/v1\n${ONE} refs/tags/v2\n`, "v2"],
    ["a tag with a message", `${TWO} refs/tags/v1\n^${ONE}\n`, "v1"],
    ["a commit without a tag", `${TWO} refs/tags/v1\n${ONE} refs/heads/main\n`, ONE],
  ])("that is detached at %s stays there", (_what, packed, ref) => {
    const clone = read({ HEAD: `${ONE}\n`, config: CONFIG, "packed-refs": packed });
    expect(clone?.head).toEqual({ constraint: ref, ref, commit: ONE });
  });

  test("has an address with quotes and backslashes", () => {
    const config = '[remote "origin"]\r\n  URL = "C:\\\\x \\"y\\""\r\n';
    expect(read({ HEAD: ONE, config })?.url).toBe('C:\\x "y"');
  });

  test.each([
    ["no remote", { HEAD: ONE, config: "[core]\n" }],
    ["no HEAD", { config: CONFIG }],
    ["a HEAD of another form", { HEAD: "ref: refs/heads/.invalid\n", config: CONFIG }],
    ["a branch without a commit", { HEAD: "ref: refs/heads/main\n", config: CONFIG }],
  ])("with %s is not read", (_what, files: Readonly<Record<string, string>>) => {
    expect(read(files)).toBeUndefined();
  });

  test("whose .git is a file is not read", () => {
    sandbox.write("clone/.git", "gitdir: elsewhere\n");
    expect(readClone(createHost(), sandbox.path("clone"))).toBeUndefined();
  });
});
