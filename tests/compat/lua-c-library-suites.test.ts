import { afterAll, beforeAll, expect, setDefaultTimeout, test } from "bun:test";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fetchLibrarySources } from "../../build/c-libraries/fetch-library-sources.ts";
import { luffLua, runLua } from "../helpers/lua-program.ts";

setDefaultTimeout(600_000);

/** The test programs of the C libraries' authors, from the sources that luff is built from. */
let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "luff-suites-"));
  const sources = await fetchLibrarySources();
  for (const name of ["lpeg", "cjson", "luaZlib", "lyaml"]) {
    cpSync(join(sources, name), join(folder, name), { recursive: true });
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function runSuite(
  path: string,
  place: string,
): Promise<{ lines: string[]; stderr: string; exitCode: number | null }> {
  const { stdout, stderr, exitCode } = await runLua(luffLua(), { path, cwd: join(folder, place) });
  return { lines: stdout.trimEnd().split("\n"), stderr, exitCode };
}

test("LPeg's test.lua succeeds", async () => {
  const { lines, stderr, exitCode } = await runSuite("./test.lua", "lpeg");
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  expect(lines.at(-1)).toBe("OK");
});

/** All characters of Unicode, which the suite's Perl script writes. */
function everyCharacter(): Buffer {
  const codes = Array.from({ length: 0x11_0000 }, (_, code) => code).filter((code) => code < 0xd800 || code > 0xdfff);
  return Buffer.from(codes.map((code) => String.fromCodePoint(code)).join(""));
}

/** Lua 5.1 did not know the names of these functions. Since 5.2 messages have them instead of the '?' that is expected. */
const NAMED = [
  "Set encode_number_precision(0) [throw error]",
  'Set encode_number_precision("five") [throw error]',
  "Set encode_keep_buffer(nil, true) [throw error]",
  'Set encode_max_depth("wrong") [throw error]',
  "Set decode_max_depth(0) [throw error]",
  "Set encode_invalid_numbers(-2) [throw error]",
  "Set decode_invalid_numbers(true, false) [throw error]",
  'Set encode_sparse_array("not quite on") [throw error]',
  "Encode (safe) argument validation [throw error]",
];

test("lua-cjson's test.lua fails only where it expects Lua 5.1's messages", async () => {
  const tests = join(folder, "cjson/tests");
  writeFileSync(join(tests, "utf8.dat"), everyCharacter());
  mkdirSync(join(tests, "cjson"));
  cpSync(join(folder, "cjson/lua/cjson/util.lua"), join(tests, "cjson/util.lua"));
  const examples = [1, 2, 3, 4, 5].map((number) => `"example${number}.json"`).join(", ");
  // The suite is older than Lua 5.2. It also prints megabytes of what it compares.
  const prelude = `unpack = table.unpack
    local say = print print = function(line) if tostring(line):find("^==> ") then say(line) end end
    arg = { [0] = "test.lua", ${examples} } dofile("test.lua")\n`;
  writeFileSync(join(tests, "run.lua"), prelude);
  const { lines, stderr } = await runSuite("./run.lua", "cjson/tests");
  const failed = lines.filter((line) => line.endsWith(": FAIL"));
  expect({ stderr, failed: failed.map((line) => line.replace(/^==> Test \[\d+\] (.*): FAIL$/, "$1")) }).toEqual({
    stderr: "",
    failed: NAMED,
  });
  expect(lines.filter((line) => line.endsWith(": PASS"))).toHaveLength(100);
});

test("lua-zlib's test.lua succeeds", async () => {
  const { lines, stderr, exitCode } = await runSuite("./test.lua", "luaZlib");
  expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  const results = lines.filter((line) => /^(?:not )?ok /.test(line));
  expect(results.filter((line) => line.startsWith("not"))).toEqual([]);
  expect(results).toHaveLength(17);
});

/** These start another program `lua`, with libraries of Specl's authors. */
const NEED_A_PROGRAM = ["specify functional context when required context by name it does not touch the global table"];

test.each([
  ["ext_yaml_emitter", 33, 2],
  ["ext_yaml_parser", 75, 1],
  ["ext_yaml_scanner", 85, 0],
  ["lib_lyaml", 57, 0],
  ["lib_lyaml_functional", 17, 0],
])("lyaml's %s_spec.yaml succeeds", async (name, passed, pending) => {
  const runner = join(import.meta.dir, "../lua/run-specl.lua");
  const files = ["lyaml/spec/spec_helper.lua", `lyaml/spec/${name}_spec.yaml`];
  writeFileSync(
    join(folder, "run-specl.lua"),
    `loadfile(${JSON.stringify(runner)})() main(${files.map((file) => JSON.stringify(file)).join(", ")})`,
  );
  const { lines, stderr } = await runSuite("./run-specl.lua", ".");
  const count = (word: string): number => lines.filter((line) => line.startsWith(`${word}\t`)).length;
  expect({ stderr, passed: count("ok"), pending: count("pending") }).toEqual({ stderr: "", passed, pending });
  const failed = lines.filter((line) => line.startsWith("not ok\t")).map((line) => line.split("\t")[1]);
  expect(failed.filter((title) => !NEED_A_PROGRAM.includes(title ?? ""))).toEqual([]);
});
