import { describe, expect, test } from "bun:test";
import { inspectModuleGraph } from "../../build/inspect/inspect-module-graph.ts";
import { readModuleGraph } from "../../build/inspect/read-module-graph.ts";
import { faultsOf } from "../helpers/faults.ts";
import { madeModuleGraph, type GraphChange, type MadeModule } from "../helpers/made-module-graph.ts";

const ROOT = "/$bunfs/root/";
const EXPECTED = { root: ROOT, lua: Buffer.from("\0asm"), stamps: ["1.2.3", "darwin/arm64"] };

const ENTRY: MadeModule = {
  name: `${ROOT}luff`,
  text: `import "${ROOT}chunk-1.js"; print("1.2.3", "darwin/arm64")`,
};
const CHUNK: MadeModule = { name: `${ROOT}chunk-1.js`, text: `load("${ROOT}lua-1.wasm")` };
const LUA: MadeModule = { name: `${ROOT}lua-1.wasm`, text: "\0asm", loader: 5, bytecode: "" };

/** For each check, a program that it must find fault with. */
const FAULTS: readonly (readonly [string, readonly MadeModule[], GraphChange])[] = [
  ["names of modules", [ENTRY, { ...CHUNK, name: "B:/~BUN/root/chunk-1.js" }, LUA], {}],
  ["the entry is JavaScript", [ENTRY, CHUNK, LUA], { entry: 2 }],
  ["bytecode", [ENTRY, { ...CHUNK, bytecode: "" }, LUA], {}],
  ["stamps of the build", [{ ...ENTRY, text: ENTRY.text.replace("darwin", "linux") }, CHUNK, LUA], {}],
  ["references between modules", [ENTRY, { ...CHUNK, text: `load("${ROOT}lua-2.wasm")` }, LUA], {}],
  ["references between modules", [ENTRY, CHUNK, LUA, { ...CHUNK, name: `${ROOT}chunk-2.js` }], {}],
  ["Lua", [ENTRY, CHUNK, { ...LUA, text: "\0asn" }], {}],
  ["Lua", [ENTRY, CHUNK], {}],
  ["Bun's own options", [ENTRY, CHUNK, LUA], { options: "--smol" }],
];

describe("inspectModuleGraph", () => {
  test("finds no fault with luff", () => {
    const findings = inspectModuleGraph(madeModuleGraph([ENTRY, CHUNK, LUA]), EXPECTED);
    expect(findings.filter(({ good }) => !good)).toEqual([]);
    expect(new Set(FAULTS.map(([what]) => what))).toEqual(new Set(findings.map(({ what }) => what)));
  });

  test.each(FAULTS)("finds fault by the check: %s", (what, modules, change) => {
    const findings = inspectModuleGraph(madeModuleGraph(modules, change), EXPECTED);
    expect(faultsOf({ findings })).toContain(what);
  });
});

describe("readModuleGraph", () => {
  const section = madeModuleGraph([ENTRY, CHUNK, LUA], { entry: 1 });
  const offsets = section.length - 16 - 32;

  test("reads the modules with their bytes, and which is the first", () => {
    const { modules, entry } = readModuleGraph(section);
    expect(modules.map(({ name, loader }) => [name, loader])).toEqual([
      [ENTRY.name, 1],
      [CHUNK.name, 1],
      [LUA.name, 5],
    ]);
    expect(entry).toBe(1);
    expect(modules[2]?.contents).toEqual(EXPECTED.lua);
    expect(modules.map(({ bytecodeSize }) => bytecodeSize)).toEqual([8, 8, 0]);
  });

  test.each([
    ["another length", 0],
    ["another size of the graph", offsets],
    ["a list of modules elsewhere", offsets + 8 + 3],
    ["a list of another size", offsets + 12],
    ["an entry behind the list", offsets + 16],
    ["options outside of the graph", offsets + 24 + 3],
    ["another trailer", section.length - 8],
  ])("refuses %s", (_, at) => {
    const changed = Buffer.from(section);
    changed.writeUInt8(changed.readUInt8(at) ^ 0x41, at);
    expect(() => readModuleGraph(changed)).toThrow();
  });

  test("refuses a module whose bytes lie outside, and a section that is cut short", () => {
    const changed = Buffer.from(section);
    changed.writeUInt32LE(0x7fff_ffff, changed.readUInt32LE(offsets + 8) + 8 + 12);
    expect(() => readModuleGraph(changed)).toThrow("leads out");
    expect(() => readModuleGraph(section.subarray(0, -1))).toThrow();
  });
});
