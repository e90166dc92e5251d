import { expect, test } from "bun:test";
import { basename } from "node:path";
import { LUA_SUITE } from "../../build/fetch-lua-suite.ts";
import { LUA_SOURCE } from "../../src/lua/lua-version.ts";

test("the suite is that of luff's own Lua, by its whole hash", () => {
  expect(basename(LUA_SUITE)).toStartWith(LUA_SOURCE.commit);
  expect(basename(LUA_SUITE)).toHaveLength(40);
});
