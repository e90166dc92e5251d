import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { leaveObjects } from "../../../../src/lua/module/leave-objects.ts";
import { glueFile } from "../../../../src/lua/module/make-lua-module.ts";
import { parseModule } from "../../../../src/lua/module/parse-module.ts";
import { createLuaMachine } from "./lua-machine.ts";

test("closing a state runs every finalizer", () => {
  const machine = createLuaMachine();
  let finalized = 0;
  machine.define("finalize", () => {
    finalized += 1;
    return 0;
  });
  machine.run("kept = {} for i = 1, 3 do kept[i] = setmetatable({}, { __gc = finalize }) end");
  expect(finalized).toBe(0);
  machine.lua["lua_close"]!(machine.state);
  expect(finalized).toBe(3);
});

test("refuses a module with an unknown close_state", () => {
  const module = parseModule(readFileSync(glueFile));
  expect(() => leaveObjects(leaveObjects(module))).toThrow("close_state");
});
