import { expect, test } from "bun:test";
import { definesMain, type MainDefinition } from "../../../src/author/defines-main.ts";

test.each<[MainDefinition, string]>([
  ["global", "function main(...) print(...) end"],
  ["global", "main = function() end"],
  ["global", "local x = 1\nmain, other = f, g"],
  ["global", "other, main = g, f"],
  ["global", "#!/usr/bin/env luff\n-- function of it\nfunction main() end"],
  ["local", "local function main() end"],
  ["local", "local main = function() end"],
  ["local", "local a, main = 1, 2\nmain()"],
  ["none", "print('hello')"],
  ["none", "-- function main() end\nprint(1)"],
  ["none", "--[[ function main() end ]] print(1)"],
  ["none", "--[==[ ]] function main() end ]==] print(1)"],
  ["none", "print('function main() end', [[ main = 1 ]])"],
  ["none", "function app.main() end"],
  ["none", "function app:main() end"],
  ["none", "function main.run() end"],
  ["none", "if x == main then end"],
  ["none", "print(1, main)"],
  ["none", "local t = { main = 1 }"],
  ["none", "local t = { a, main = 1 }"],
  ["none", "local t = { a = 1, main = 2 }"],
  ["none", "for _, main in pairs(t) do end"],
  ["none", "return main, 1"],
  ["local", "local a <const>, main = 1, 2"],
  ["global", "t[1], main = 1, 2"],
  ["global", "main, a, b = f, g, h"],
  ["none", ""],
  ["unknown", "require('app')"],
  ["unknown", "_G['main'] = f"],
  ["unknown", "_ENV.main = f"],
  ["unknown", "load('function main() end')()"],
  ["unknown", "local main = f\nfunction main() end"],
])("returns %s for %j", (expected, source) => {
  expect(definesMain(source)).toBe(expected);
});
