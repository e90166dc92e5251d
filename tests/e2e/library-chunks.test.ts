import { afterAll, beforeAll, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { executableUnderTest, testsBinary } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";
import { readLibraryTypes } from "../../build/library-reference.ts";

const LIBRARY = join(import.meta.dir, "../../src/lua/library");

/** Some of the library's files: a search through an executable takes a while. */
const TEXTS = [
  "arguments.lua",
  "archive/tar.lua",
  "cli/cli.lua",
  "fs/change.lua",
  "lfs/lfs.lua",
  "process/process.lua",
];

let sandbox: Sandbox;
beforeAll(() => {
  sandbox = createSandbox();
});
afterAll(() => sandbox.remove());

// From source the library is text.
test.if(testsBinary())("an executable has the library's Lua code as chunks, and none of its text", () => {
  const executable = readFileSync(executableUnderTest());
  expect(TEXTS.filter((file) => executable.includes(longestLine(file)))).toEqual([]);
  expect(["\x1bLuaT", "G0x1YVQ"].some((start) => executable.includes(Buffer.from(start, "latin1")))).toBe(true);
});

function longestLine(file: string): string {
  const lines = readFileSync(join(LIBRARY, file), "utf8").split("\n");
  return lines.reduce((longest, line) => (line.length > longest.length ? line : longest), "");
}

/** Prints the chunks' names of a module's functions that are Lua. */
const PRINT_SOURCES = `
for _, name in ipairs(arg) do
  local module, sources = require(name), {}
  for _, value in pairs(type(module) == "table" and module or { module }) do
    local info = type(value) == "function" and debug.getinfo(value, "S")
    if info and info.what == "Lua" then sources[info.source] = true end
  end
  for source in pairs(sources) do print(name, source) end
end
`;

test("the functions of a module are from a chunk of its name", async () => {
  sandbox.write("work/sources.lua", PRINT_SOURCES);
  const names = readLibraryTypes().map(({ name }) => name);
  const { exitCode, stdout, stderr } = await sandbox.run([
    "./sources.lua",
    ...names.filter((name) => name !== "helm.test"),
  ]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const lines = stdout.split(/\r?\n/).filter((line) => line !== "");
  expect(lines.length).toBeGreaterThan(25);
  expect(lines.filter((line) => !isOwnName(line))).toEqual([]);
});

function isOwnName(line: string): boolean {
  const [name, source] = line.split("\t");
  return source === `=${name}`;
}
