import { describe, expect, test } from "bun:test";
import { DEAF_TO } from "../../build/bun-executable.ts";
import { inspectDeafness } from "../../build/inspect/inspect-deafness.ts";
import { inspectBytes } from "../../build/inspect/inspect-executable.ts";
import { expectHolds, renderFinding } from "../../build/inspect/finding.ts";
import { inspectionReport } from "../../build/inspect/inspection-report.ts";
import { bunTarget, faultsOf } from "../helpers/faults.ts";
import { madeElf } from "../helpers/made-elf.ts";
import { madeMachO } from "../helpers/made-macho.ts";
import { madeModuleGraph } from "../helpers/made-module-graph.ts";
import { madePe } from "../helpers/made-pe.ts";

const DEAF = DEAF_TO.map((name) => `=${name.slice(1)}\0`).join("");

describe("inspectDeafness", () => {
  test("finds no fault where every name is made impossible", () => {
    expect(inspectDeafness(Buffer.from(`x\0${DEAF}`)).good).toBe(true);
  });

  test.each([...DEAF_TO])("finds fault with a file that looks up %s, or does not know it", (name) => {
    expect(inspectDeafness(Buffer.from(`x\0${DEAF}${name}\0`))).toMatchObject({ good: false });
    expect(inspectDeafness(Buffer.from(`x\0${DEAF.replace(`=${name.slice(1)}\0`, "")}`))).toMatchObject({
      good: false,
    });
  });
});

const root = "/$bunfs/root/";
const lua = { name: `${root}lua.wasm`, text: `\0asm${DEAF}`, loader: 5, bytecode: "" };
const GRAPH = madeModuleGraph([{ name: `${root}luff`, text: `load("${lua.name}", "1.2.3")` }, lua]);
const content = { root, lua: Buffer.from(lua.text), stamps: ["1.2.3"] };

describe("inspectBytes", () => {
  test.each([
    ["linux/arm64-musl", madeElf(GRAPH), madeElf()],
    ["windows/arm64", madePe(GRAPH), madePe()],
    ["darwin/arm64", madeMachO(GRAPH), madeMachO(Buffer.alloc(8))],
  ])("looks at the format, what luff is made of and the variables: %s", (name, file, original) => {
    const findings = inspectBytes(file, { original, target: bunTarget(name), content });
    expect(faultsOf({ findings })).toEqual([]);
    for (const what of ["the entry is code", "Lua", "variables that steer Bun"]) {
      expect(findings.map((finding) => finding.what)).toContain(what);
    }
  });

  test.each(["linux/arm64-musl", "windows/arm64", "darwin/arm64"])("finds fault with rubbish for %s", (name) => {
    const findings = inspectBytes(Buffer.alloc(64), { original: Buffer.alloc(64), target: bunTarget(name), content });
    expect(findings.map(renderFinding)).toEqual([expect.stringMatching(/^FAILED {2}the file can be read: /)]);
  });

  test("finds fault where nothing was put in", () => {
    const findings = inspectBytes(madeElf(Buffer.alloc(64)), {
      original: madeElf(),
      target: bunTarget("linux/arm64-musl"),
      content,
    });
    expect(findings.every(({ good }) => good)).toBe(false);
  });
});

test("inspectionReport counts each finding as a test of the target's file", () => {
  const findings = [expectHolds("format", true), expectHolds("signature", false), expectHolds("hashes", false)];
  const file = "dist/luff-darwin-arm64";
  expect(inspectionReport(bunTarget("darwin/arm64"), findings)).toEqual({
    passed: [{ file, title: "format" }],
    failed: 2,
    skipped: [],
    files: [file],
  });
});
