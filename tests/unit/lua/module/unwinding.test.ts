import { describe, expect, test } from "bun:test";
import { instruction, type Instruction } from "../../../../src/lua/module/instructions.ts";
import { emptyBlock, op } from "../../../../src/lua/module/opcodes.ts";
import { findUnwindingCalls } from "../../../../src/lua/module/may-unwind.ts";
import { addUnwinding } from "../../../../src/lua/module/unwinding.ts";
import { valueType, type WasmModule } from "../../../../src/lua/module/wasm-module.ts";
import { instantiate, makeSmallModule, types, type SmallFunction } from "./small-module.ts";

const at = instruction;
const argument = at(op.localGet, 0);
const constant = (value: number): Instruction => at(op.i32Const, value);
const longConstant = (value: number): Instruction => ({
  opcode: op.i64Const,
  operands: [],
  literal: Uint8Array.of(value),
});

/** Throws if its argument is not 0, else returns 100. */
const thrower: SmallFunction = { type: types.i32, body: [argument, at(op.globalSet, 0), constant(100)], inTable: true };

function unwound(functions: readonly SmallFunction[]): WasmModule {
  const module = makeSmallModule([thrower, ...functions]);
  const calls = findUnwindingCalls(module, [0], () => true);
  return {
    ...module,
    functions: module.functions.map((each, index) => ({
      ...each,
      body: addUnwinding(each.body, {
        test: [at(op.globalGet, 0)],
        result: module.types[each.type]?.results[0],
        mayUnwind: (call) => calls.mayUnwind(index, call),
      }),
    })),
  };
}

describe("addUnwinding", () => {
  test("continues after a call that returned normally", () => {
    const { call } = instantiate(
      unwound([{ type: types.i32, body: [argument, at(op.call, 0), constant(1), at(op.i32Add)] }]),
    );
    expect(call(1, 0)).toBe(101);
  });

  test("skips the rest of the function while unwinding", () => {
    const body = [argument, at(op.call, 0), at(op.drop), constant(7), at(op.globalSet, 0), constant(5)];
    const { call, flag } = instantiate(unwound([{ type: types.i32, body }]));
    call(1, 3);
    expect(flag.value).toBe(3);
  });

  test("drops the operands below the call's result", () => {
    const body = [constant(1), constant(2), argument, at(op.call, 0), at(op.i32Add), at(op.i32Add)];
    const { call } = instantiate(unwound([{ type: types.i32, body }]));
    expect(call(1, 0)).toBe(103);
    expect(call(1, 9)).toBe(0);
  });

  test.each([
    ["i64", types.i64, [longConstant(6)], [6n, 0n]],
    [
      "f64",
      types.f64,
      [{ opcode: op.f64Const, operands: [], literal: new Uint8Array(new Float64Array([2.5]).buffer) }],
      [2.5, 0],
    ],
  ] as const)("returns a zero of the result type %s", (_, type, result, [normal, unwinding]) => {
    const { call } = instantiate(unwound([{ type, body: [argument, at(op.call, 0), at(op.drop), ...result] }]));
    expect(call(1, 0)).toBe(normal);
    expect(call(1, 1)).toBe(unwinding);
  });

  test("keeps a branch that leaves the function with its value", () => {
    const body = [
      at(op.block, emptyBlock),
      ...[argument, at(op.call, 0), argument, at(op.i32Eqz), at(op.brIf, 1), at(op.drop)],
      at(op.end),
      constant(-1),
    ];
    expect(instantiate(unwound([{ type: types.i32, body }])).call(1, 0)).toBe(100);
  });

  test("keeps a br_table whose default leaves the function", () => {
    const body = [
      at(op.block, emptyBlock),
      ...[constant(0), at(op.call, 0), argument, at(op.brTable, 1, 1)],
      at(op.end),
      constant(-1),
    ];
    expect(instantiate(unwound([{ type: types.i32, body }])).call(1, 4)).toBe(100);
  });

  test("leaves nested blocks and loops", () => {
    const body = [
      at(op.loop, emptyBlock),
      at(op.block, emptyBlock),
      ...[constant(8), at(op.call, 0), at(op.drop), at(op.br, 1)],
      at(op.end),
      at(op.end),
      constant(-1),
    ];
    const { call, flag } = instantiate(unwound([{ type: types.i32, body }]));
    expect(call(1, 0)).toBe(0);
    expect(flag.value).toBe(8);
  });

  test("returns after a call that the compiler knew not to return", () => {
    const body = [argument, at(op.call, 0), at(op.drop), constant(4), at(op.call, 0), at(op.unreachable)];
    const { call, flag } = instantiate(unwound([{ type: types.i32, body }]));
    expect(call(1, 0)).toBe(0);
    expect(flag.value).toBe(4);
  });

  test("passes unwinding on through several functions and the table", () => {
    const inner = [argument, constant(0), at(op.callIndirect, 1, 0), constant(1), at(op.i32Add)];
    const outer = [argument, at(op.call, 1), constant(10), at(op.i32Add)];
    const { call } = instantiate(
      unwound([
        { type: types.i32, body: inner },
        { type: types.i32, body: outer },
      ]),
    );
    expect(call(2, 0)).toBe(111);
    expect(call(2, 1)).toBe(0);
  });

  test("does not change a body without such a call", () => {
    const body = [argument, constant(1), at(op.i32Add)];
    expect(addUnwinding(body, { test: [], result: valueType.i32, mayUnwind: () => false })).toBe(body);
  });
});

describe("findUnwindingCalls", () => {
  const module = makeSmallModule([
    thrower,
    { type: types.i32, body: [argument, at(op.call, 0)] },
    { type: types.i32, body: [argument, at(op.call, 1)] },
    { type: types.i32, body: [argument, constant(0), at(op.callIndirect, 1, 0)] },
    { type: types.i32, body: [argument] },
  ]);

  test("follows calls upwards from what throws", () => {
    expect([...findUnwindingCalls(module, [0], () => false).functions]).toEqual([0, 1, 2]);
  });

  test("applies the rule to each indirect call", () => {
    const asked: unknown[] = [];
    const calls = findUnwindingCalls(module, [], (caller, type) => asked.push([caller, type]) > 0);
    expect([...calls.functions]).toEqual([3]);
    expect(asked).toEqual([[3, 1]]);
  });
});
