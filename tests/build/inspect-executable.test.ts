import { describe, expect, test } from "bun:test";
import { inspectBytes } from "../../build/inspect/inspect-executable.ts";
import { expectHolds, renderFinding } from "../../build/inspect/finding.ts";
import { inspectPayload } from "../../build/inspect/inspect-payload.ts";
import { inspectionReport } from "../../build/inspect/inspection-report.ts";
import { bunTarget, faultsOf } from "../helpers/faults.ts";
import { longs } from "../helpers/made-bytes.ts";
import { madeMachO } from "../helpers/made-macho.ts";
import { madePe } from "../helpers/made-pe.ts";

const content = {
  modules: [Buffer.from("\0asm and more"), Buffer.from("\0asm of C")],
  stamps: ["1.2.3", "darwin/arm64"],
};

/** A section as Bun adds it. */
function payload(text: string): Buffer {
  const body = Buffer.from(`${text}\n---- Bun! ----\n`);
  return Buffer.concat([longs(body.length), body]);
}

const GOOD = payload('print("1.2.3", "darwin/arm64")\0\0asm and more\0asm of C');

describe("inspectPayload", () => {
  test("reports no fault in luff", () => {
    expect(faultsOf({ findings: inspectPayload(GOOD, content) })).toEqual([]);
  });

  test.each([
    ["the payload is whole", GOOD.subarray(0, -1)],
    ["the payload is whole", Buffer.concat([GOOD, Buffer.from("\0")])],
    ["the payload is whole", Buffer.concat([GOOD.subarray(0, -2), Buffer.from("?\n")])],
    ["the payload is whole", Buffer.alloc(4)],
    ["stamps of the build", payload('print("1.2.3", "linux/arm64")\0\0asm and more\0asm of C')],
    ["Lua and its C libraries are in the payload", payload('print("1.2.3", "darwin/arm64")\0\0asm and mor\0asm of C')],
    ["Lua and its C libraries are in the payload", payload('print("1.2.3", "darwin/arm64")\0\0asm and more\0asm')],
  ])("reports a fault in the check: %s", (what, section) => {
    expect(faultsOf({ findings: inspectPayload(section, content) })).toContain(what);
  });
});

describe("inspectBytes", () => {
  test.each([
    ["windows/arm64", madePe(GOOD), madePe()],
    ["darwin/arm64", madeMachO(GOOD), madeMachO(Buffer.alloc(8))],
  ])("checks the format and the parts of luff: %s", (name, file, original) => {
    const findings = inspectBytes(file, { original, target: bunTarget(name), content });
    expect(faultsOf({ findings })).toEqual([]);
    for (const what of ["the entry is code", "Lua and its C libraries are in the payload"]) {
      expect(findings.map((finding) => finding.what)).toContain(what);
    }
  });

  test.each(["linux/amd64", "windows/arm64", "darwin/arm64"])("reports a fault in random bytes for %s", (name) => {
    const findings = inspectBytes(Buffer.alloc(64), { original: Buffer.alloc(64), target: bunTarget(name), content });
    expect(findings.map(renderFinding)).toEqual([expect.stringMatching(/^FAILED {2}the file can be read: /)]);
  });

  test("reports a missing payload", () => {
    const file = madeMachO(Buffer.alloc(8));
    const findings = inspectBytes(file, { original: file, target: bunTarget("darwin/arm64"), content });
    expect(faultsOf({ findings })).toEqual([
      "the payload is whole",
      "stamps of the build",
      "Lua and its C libraries are in the payload",
    ]);
  });
});

test("inspectionReport counts each finding as a test of the target's file", () => {
  const findings = [expectHolds("format", true), expectHolds("signature", false), expectHolds("hashes", false)];
  const file = "dist/luff-darwin-arm64";
  expect(inspectionReport(bunTarget("darwin/arm64"), findings)).toEqual({
    passed: [{ file, title: "format" }],
    failed: [
      { file, title: "signature" },
      { file, title: "hashes" },
    ],
    skipped: [],
    files: [file],
  });
});
