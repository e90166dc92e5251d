import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from "bun:test";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchSuite } from "../helpers/fetch-suite.ts";
import { luffLua, runLua } from "../helpers/lua-program.ts";

setDefaultTimeout(600_000);

const LUAFILESYSTEM = {
  path: "pool/main/l/lua-filesystem/lua-filesystem_1.8.0.orig.tar.gz",
  sha256: "a1b7cf748ef2cdb6d75ebaa82a9c91b383fabc541b96febb1f9de98f06b8c188",
};
const LUASOCKET = {
  path: "pool/main/l/luasocket/luasocket_3.1.0.orig.tar.gz",
  sha256: "35a6819789b51d94a52e6cee12f07cb17cf02927438d76c31231db06bbf31f0b",
};

/** The tests of the authors of what luff stands in for. */
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "luff-suites-"));
  cpSync(join(await fetchSuite(LUAFILESYSTEM), "tests"), folder, { recursive: true });
  cpSync(join(await fetchSuite(LUASOCKET), "test"), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a file of a suite, in which each text of the pairs is replaced. */
async function runSuite(file: string, changes: readonly (readonly [string | RegExp, string])[] = []) {
  let text = readFileSync(join(folder, file), "latin1");
  for (const [from, to] of changes) {
    expect(text).toMatch(from);
    text = text.replaceAll(from, to);
  }
  writeFileSync(join(folder, file), text, "latin1");
  const { stdout, stderr, exitCode } = await runLua(luffLua(), { path: `./${file}`, cwd: folder });
  return { lines: stdout.trimEnd().split("\n"), stderr, exitCode };
}

/** luff makes no hard links, and says so: `lfs.link` returns nil and a message. */
const HARD_LINKS = [
  [
    /assert \(lfs\.link \(tmpfile, "_a_hard_link_for_test_"\)\)[\s\S]*?(?= assert \(os\.remove"_a_link_for_test_"\))/g,
    "",
  ],
  ['assert (os.remove"_a_hard_link_for_test_")', ""],
] as const;

test("LuaFileSystem's test.lua succeeds, but for hard links", async () => {
  // It lists this folder 8,000 times.
  const changes = [...HARD_LINKS, ['local tmp = "/tmp"', 'local tmp = "."']] as const;
  const { lines, stderr, exitCode } = await runSuite("test.lua", changes);
  expect({ stderr, exitCode, last: lines.at(-1) }).toEqual({ stderr: "", exitCode: 0, last: ".............Ok!" });
});

describe("LuaSocket's", () => {
  test.each([
    ["ltn12test.lua", 13],
    ["mimetest.lua", 6],
  ])("%s succeeds", async (file, count) => {
    const { lines, stderr, exitCode } = await runSuite(file);
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
    expect(lines.filter((line) => line.endsWith(": ok"))).toHaveLength(count);
  });

  /**
   * RFC 3986 ends the host at `?` and `#`, so that all programs send a request to the same one, and leaves dots alone behind them.
   * LuaSocket takes a user and a password with these characters, and removes the dots.
   */
  const BY_THE_STANDARD = [
    "scheme://user:pass$%?#wd@host:port/path;params?query#fragment",
    "scheme://user:pass?#wd@host:port/path;params?query#fragment",
    "scheme://user:pass#wd@host:port/path;params?query#fragment",
    "scheme://user:pass#wd@host:port/path;params?query",
    "base='http://a/b/c/d;p?q#f', rel='g?y/./x",
    "base='http://a/b/c/d;p?q#f', rel='g#s/./x",
  ];

  test("urltest.lua succeeds, but for what RFC 3986 has otherwise", async () => {
    // Each check goes on after the first that fails.
    const { lines, stderr, exitCode } = await runSuite("urltest.lua", [["os.exit()", "return"]]);
    expect({ stderr, exitCode, last: lines.at(-1) }).toEqual({
      stderr: "",
      exitCode: 0,
      last: "the library passed all tests",
    });
    const failed = lines.filter((line) => /different|failed|mismatch|In test for/.test(line));
    const named = failed.map((line) => /In test for '?(.*?)'? expected/.exec(line)?.[1] ?? line);
    expect([...new Set(named)]).toEqual(BY_THE_STANDARD);
  });
});
