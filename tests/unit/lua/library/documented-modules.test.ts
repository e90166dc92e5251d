import { expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DROP_INS } from "../../../../src/lua/library/drop-ins.ts";
import { MODULES } from "../../../../src/lua/library/modules.ts";

const ROOT = join(import.meta.dir, "../../../..");
const LIBRARY = join(ROOT, "src/lua/library");
const read = (file: string): string => readFileSync(join(ROOT, ".github", file), "utf8");
const namesIn = (text: string): string[] =>
  [...text.matchAll(/`([a-z0-9]+(?:\.[a-z0-9]+)?)`/g)].map(([, name = ""]) => name);

test("each folder of the library is one module that scripts can require", () => {
  const folders = readdirSync(LIBRARY, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.keys({ ...MODULES, ...DROP_INS })).toHaveLength(folders.length);
});

test("the manual and the library's page name each module that stands in for a package of LuaRocks", () => {
  const [, paragraph = ""] = /\*\*The library\.\*\*([\s\S]*?)\n\n/.exec(read("MANUAL.md")) ?? [];
  const named = namesIn(paragraph).filter((name) => !name.startsWith("helm."));
  expect(named.toSorted()).toEqual(Object.keys(DROP_INS).toSorted());
  const [, standIns = ""] =
    /come before files of the plugin with these names\.([\s\S]*?) stand in for/.exec(read("LIBRARY.md")) ?? [];
  expect(namesIn(standIns).toSorted()).toEqual(Object.keys(DROP_INS).toSorted());
});

test("the manual names no module of helm.* that is not there", () => {
  const named = namesIn(read("MANUAL.md")).filter((name) => name.startsWith("helm."));
  expect(named.filter((name) => MODULES[name] === undefined && name !== "helm.sh")).toEqual([]);
});
