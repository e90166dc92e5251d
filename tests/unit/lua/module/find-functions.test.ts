import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as facts from "../../../../src/lua/binary-facts.ts";
import { findFunctions, type Finding } from "../../../../src/lua/module/find-functions.ts";
import { addHostFunctions } from "../../../../src/lua/module/host-functions.ts";
import { instruction } from "../../../../src/lua/module/instructions.ts";
import { glueFile } from "../../../../src/lua/module/make-lua-module.ts";
import { op } from "../../../../src/lua/module/opcodes.ts";
import { parseModule } from "../../../../src/lua/module/parse-module.ts";
import { knownBinary, reportFunctions } from "../../../../src/lua/module/report-functions.ts";
import {
  replaceFunction,
  requireFunction,
  type WasmFunction,
  type WasmModule,
} from "../../../../src/lua/module/wasm-module.ts";

const glue = parseModule(readFileSync(glueFile));
const known = knownBinary(facts);
const names = Object.keys(known.functions);

/** The result for functions that moved by some indices and addresses that moved by some bytes. */
function moved(places: number, bytes: number): [string, Finding][] {
  return Object.entries(known.functions).map(([name, { index, numbers = {} }]) => {
    const values = Object.entries(numbers).map(([number, { value }]) => [number, value + bytes]);
    return [name, { kind: "found", index: index + places, numbers: Object.fromEntries(values) }];
  });
}

const withNop = (found: WasmFunction): WasmFunction => ({ ...found, body: [...found.body, instruction(op.nop)] });

describe("findFunctions", () => {
  test("finds every function of the installed binary at its known number, with its known addresses", () => {
    expect([...findFunctions(glue, known.functions)]).toEqual(moved(0, 0));
    expect(names).toContain("luaV_execute");
    expect(facts.luaV_execute.index).toBe(575);
    expect(facts.strerror.numbers).toEqual({ offsets: { value: 30128, at: 8 }, texts: { value: 28212, at: 11 } });
  });

  test("finds them if all functions have other numbers", () => {
    expect([...findFunctions(addHostFunctions(glue), known.functions)]).toEqual(moved(1, 0));
  });

  test("finds them and the new addresses if static data moved", () => {
    const isAddress = (value = 0): boolean => value >= 1024 && value < 1083712;
    const shifted: WasmModule = {
      ...glue,
      data: glue.data.map((each) => ({ ...each, offset: each.offset + 16 })),
      globals: glue.globals.map((each) => ({ ...each, initial: [instruction(op.i32Const, 1083712 + 16)] })),
      functions: glue.functions.map((each) => ({
        ...each,
        body: each.body.map((one) =>
          one.opcode === op.i32Const && isAddress(one.operands[0])
            ? instruction(op.i32Const, (one.operands[0] ?? 0) + 16)
            : one,
        ),
      })),
    };
    expect([...findFunctions(shifted, known.functions)]).toEqual(moved(0, 16));
  });

  test("suggests the most similar function if one changed", () => {
    const changed = replaceFunction(glue, facts.g_read.index, withNop);
    const found = findFunctions(changed, known.functions, glue);
    const finding = found.get("g_read");
    expect(finding?.kind).toBe("changed");
    const [first, second] = finding?.kind === "changed" ? finding.candidates : [];
    expect(first?.index).toBe(facts.g_read.index);
    expect(first?.likeness).toBeGreaterThan(0.99);
    expect(second?.likeness).toBeLessThan(0.6);
    expect([...found.values()].filter(({ kind }) => kind === "found")).toHaveLength(names.length - 1);
  });

  test("does not choose between two functions with one hash", () => {
    const double = { ...glue, functions: [...glue.functions, requireFunction(glue, facts.do_match.index)] };
    const last = glue.imports.length + glue.functions.length;
    expect(findFunctions(double, known.functions).get("do_match")).toEqual({
      kind: "several",
      indexes: [facts.do_match.index, last],
    });
  });
});

describe("reportFunctions", () => {
  const report = (module: WasmModule, origin?: WasmModule) =>
    reportFunctions(known, findFunctions(module, known.functions, origin));

  test("reports that nothing changed", () => {
    const lines = [`all ${names.length} functions and their numbers are as in binary-facts.ts`];
    expect(report(glue)).toEqual({ lines, same: true });
  });

  test("reports the old number and the new one", () => {
    const { lines, same } = report(addHostFunctions(glue));
    expect(same).toBe(false);
    expect(lines).toHaveLength(names.length);
    expect(lines).toContain("luaV_execute: index 575 -> 576");
  });

  test("names the candidates for a function that is not found, and the structures that were seen in it", () => {
    const { lines, same } = report(replaceFunction(glue, facts.do_match.index, withNop), glue);
    expect(same).toBe(false);
    expect(lines[0]).toMatch(/^do_match: not found; the most similar are 497 \(99 %, hash [0-9a-f]{16}\), \d+ \(\d+ %/);
    expect(lines.slice(1)).toEqual(["MatchState: do_match changed; compare its fields by hand"]);
  });

  test("reports that there is nothing to compare with if another binary is installed", () => {
    const { lines } = report(replaceFunction(glue, facts.auxsort.index, withNop));
    expect(lines).toEqual([
      "auxsort: not found; nothing to compare with: install the wasmoon version that binary-facts.ts is for",
    ]);
  });
});

/** The offsets of a function's loads and stores, and its constants, which may be added to an address. */
function offsetsIn({ index }: { readonly index: number }): (number | undefined)[] {
  return requireFunction(glue, index).body.flatMap(({ opcode, operands }) =>
    opcode === op.i32Const ? operands[0] : operands[1],
  );
}

test.each(Object.entries(known.structures))("%s has its fields in the functions that use it", (_, structure) => {
  const offsets = new Set(structure.seenIn.flatMap(offsetsIn));
  const fields = Object.entries(structure.fields);
  expect(fields.length).toBeGreaterThan(0);
  const unseen = fields.filter(([, offset]) => !offsets.has(offset)).map(([name]) => name);
  expect(unseen).toEqual([]);
});

test("bun build/find-lua-functions.ts exits with 0 for the installed binary and with 1 for another", () => {
  const script = resolve(import.meta.dir, "../../../../build/find-lua-functions.ts");
  const run = (...args: readonly string[]) => {
    const { stdout, exitCode } = Bun.spawnSync([process.execPath, script, ...args]);
    return { exitCode, first: stdout.toString().split("\n", 1)[0] };
  };
  expect(run()).toEqual({ exitCode: 0, first: `sha256 ${facts.GLUE_SHA256}` });
  expect(run(resolve(import.meta.dir, "../../../../dist/lua.wasm")).exitCode).toBe(1);
});
