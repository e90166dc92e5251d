import { createProgramFinder } from "../../../../src/run/program-finder.ts";
import { afterEach, beforeAll, expect, test } from "bun:test";
import { ensureLuaModule } from "../../../../build/ensure-lua-module.ts";
import { compileChunk } from "../../../../build/lua-library/compile-chunk.ts";
import { createHost } from "../../../../src/host/bun/host.ts";
import { createLuaSystem } from "../../../../src/host/bun/lua-system.ts";
import { createDescriptors } from "../../../../src/host/bun/streams/descriptors.ts";
import { MARK } from "../../../../src/lua/library/code-bytes.ts";
import { DROP_INS } from "../../../../src/lua/library/drop-ins.ts";
import type { LibraryModule } from "../../../../src/lua/library/library-function.ts";
import { runLuaScript } from "../../../../src/lua/run-script.ts";

const SIGINT = 2;
const modules = DROP_INS as Record<string, LibraryModule>;
beforeAll(ensureLuaModule);
afterEach(() => delete modules["made"]);

test.each([
  ["made.lua", { source: "functoin main() end" }],
  ["part.lua", { source: "return 1", parts: { part: "functoin main() end" } }],
])("names %s if the library's file does not compile", async (file, module) => {
  modules["made"] = module;
  expect(await runSource('require "made"')).toEqual({
    status: 125,
    text: `Error: the Lua machine failed: ${file} of luff's own library does not compile: made:1: syntax error near 'main' [machine-failed]\n`,
  });
});

const SOURCE = `local host, arguments = ...
local made = {}
function made.answer(value) return arguments.text(value, 1, "answer") .. host.parts.part() .. " ö\\0ÿ" end
function made.fail() local nothing; return nothing.field end
return made
`;
const PART = 'return "part ü"';

/** The chunks that the host has apart from the program, by their marks. */
const apart = new Map<string, Uint8Array>();

function putApart(text: string): string {
  const mark = `${MARK}${apart.size}`;
  apart.set(mark, compileChunk(text, "made"));
  return mark;
}

const SCRIPT = `local made = require "made"
print(made.answer("a "))
print(select(2, pcall(function() made.answer({}) end)))
print(select(2, pcall(made.fail)))
`;

test.each([
  ["texts", (text: string): string => text],
  ["chunks that the host has apart", putApart],
  ["chunks in base64", (text: string): string => Buffer.from(compileChunk(text, "made")).toString("base64")],
])("loads a module and its parts from %s", async (_, form) => {
  modules["made"] = { source: form(SOURCE), parts: { part: form(PART) } };
  expect(await runSource(SCRIPT)).toEqual({
    status: 0,
    text: `a part ü ö\0ÿ
x.lua:3: bad argument #1 to 'answer' (string expected, got table)
made:4: attempt to index a nil value (local 'nothing')
`,
  });
});

test("a signal while the checks of arguments are loaded is an error that a script can catch", async () => {
  const prepare: LibraryModule["prepare"] = ({ memory, lua }) => memory.setInt32(lua.luff_interrupt_word(), SIGINT);
  modules["made"] = { source: "return {}", prepare };
  expect(
    await runSource(
      'local good, fault = pcall(require, "made") print(good, fault:match("%a+!"), pcall(require, "helm.fs"))',
    ),
  ).toEqual({
    status: 0,
    text: expect.stringMatching(/^false\tinterrupted!\ttrue\ttable: /),
  });
});

/** Runs a script in a machine with the library. */
async function runSource(source: string): Promise<{ status: number; text: string }> {
  const system = createLuaSystem(createDescriptors());
  const written: Buffer[] = [];
  const write = (_: number, buffer: Uint8Array, offset: number, length: number): number => {
    written.push(Buffer.from(buffer.slice(offset, offset + length)));
    return length;
  };
  const script = { path: "x.lua", args: [], packagePath: [], environment: {}, limits: {}, mainIsOptional: true };
  const status = await runLuaScript(
    {
      ...system,
      descriptors: { ...system.descriptors, write },
      libraryChunk: (mark) => apart.get(mark) ?? new Uint8Array(),
    },
    { ...script, source: Buffer.from(source) },
    {
      library: {
        ...createHost(),
        programs: createProgramFinder(createHost()),
        version: "1.0.0",
        ownFiles: "plugin-data",
      },
    },
  );
  return { status, text: Buffer.concat(written).toString() };
}
