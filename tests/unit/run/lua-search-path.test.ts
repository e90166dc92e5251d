import { expect, test } from "bun:test";
import { luaSearchPath } from "../../../src/run/lua-search-path.ts";

test("luaSearchPath returns the layouts below a folder, in the order in which they are tried", () => {
  expect(luaSearchPath("linux", "/p x")).toEqual([
    "/p x/?.lua",
    "/p x/?/init.lua",
    "/p x/lua/?.lua",
    "/p x/lua/?/init.lua",
    "/p x/lua_modules/share/lua/5.4/?.lua",
    "/p x/lua_modules/share/lua/5.4/?/init.lua",
  ]);
  expect(luaSearchPath("windows", "C:\\p")[5]).toBe("C:\\p\\lua_modules\\share\\lua\\5.4\\?\\init.lua");
});
