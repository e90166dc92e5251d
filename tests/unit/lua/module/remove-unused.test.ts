import { expect, test } from "bun:test";
import { instruction } from "../../../../src/lua/module/instructions.ts";
import { op } from "../../../../src/lua/module/opcodes.ts";
import { removeUnused } from "../../../../src/lua/module/remove-unused.ts";
import { exportKind } from "../../../../src/lua/module/wasm-module.ts";
import { instantiate, makeSmallModule, types } from "./small-module.ts";

const argument = instruction(op.localGet, 0);
const add = (value: number) => [instruction(op.i32Const, value), instruction(op.i32Add)];

test("keeps the functions that exports, the table and calls reach, under new numbers", () => {
  const whole = makeSmallModule([
    { type: types.i32, body: [argument, ...add(1)] },
    { type: types.i32, body: [argument, ...add(10)] },
    { type: types.i32, body: [argument, ...add(100)], inTable: true },
    {
      type: types.i32,
      body: [argument, instruction(op.call, 1), instruction(op.i32Const, 0), instruction(op.callIndirect, 1, 0)],
    },
  ]);
  const exports = whole.exports.filter(({ name, kind }) => kind !== exportKind.function || name === "f3");
  const rest = removeUnused({ ...whole, exports });
  expect(rest.functions).toHaveLength(3);
  expect(instantiate(rest).call(3, 5)).toBe(115);
});

test("drops imports that nothing calls", () => {
  const whole = makeSmallModule([]);
  expect(removeUnused({ ...whole, imports: [{ module: "env", name: "gone", type: 0 }] }).imports).toEqual([]);
});
