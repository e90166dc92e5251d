import { expect, test } from "bun:test";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureLinkedLibraries } from "../../../build/c-libraries/ensure-linked-libraries.ts";
import { fetchLibrarySources } from "../../../build/c-libraries/fetch-library-sources.ts";
import { LIBRARY_UNITS, OWN_FILES } from "../../../build/c-libraries/library-units.ts";
import { libraries } from "../../../src/lua/binary-facts.ts";
import { parseLibraries } from "../../../src/lua/module/parse-libraries.ts";

const bytes = readFileSync(await ensureLinkedLibraries());
const linked = parseLibraries(bytes);

test("the linked libraries import Lua's API and streams, nothing else of the host", () => {
  const names = linked.module.imports.map(({ name }) => name);
  const others = names.filter((name) => !/^luaL?_/.test(name));
  expect(others.toSorted()).toEqual(
    ["abort", "fd_close", "fd_seek", "fd_write", "free", "luff_calling_state", "malloc", "realloc"].toSorted(),
  );
});

test("the linked libraries export only what opens them", () => {
  expect(linked.module.exports.map(({ name }) => name)).toEqual(["luff_library_opener"]);
});

test("their data and functions are at the places that Lua leaves free", () => {
  expect(linked.module.data.map(({ offset }) => offset).every((offset) => offset >= libraries.address)).toBe(true);
  expect(linked.module.elements.map(({ offset }) => offset)).toEqual([libraries.table]);
  expect(linked.end).toBeGreaterThan(libraries.address);
});

test("says of each function which object file it is from", () => {
  const { module, names, units } = linked;
  const unitOf = (name: string): string | undefined => {
    const index = [...names].find(([, each]) => each === name)?.[0] ?? -1;
    return units[index - module.imports.length];
  };
  expect(unitOf("luaopen_lpeg")).toBe("lpeg-lptree.o");
  expect(unitOf("yaml_parser_scan")).toBe("libyaml-src-scanner.o");
  expect(unitOf("luff_library_opener")).toBe("open-library.o");
  expect(unitOf("memcpy")).toEndWith("libc.a(memcpy.o)");
});

test("refuses a module that does not say it", () => {
  const broken = Buffer.from(bytes);
  broken.write("luff.onits", broken.lastIndexOf("luff.units"));
  expect(() => parseLibraries(broken)).toThrow("luff.units");
});

test("every C file is in a fetched package", async () => {
  const sources = await fetchLibrarySources();
  const files = LIBRARY_UNITS.map(({ file }) => file).filter((file) => !OWN_FILES.includes(file));
  expect(files.filter((file) => !existsSync(join(sources, file)))).toEqual([]);
});

test("refuses a module without an end of its data", () => {
  const broken = Buffer.from(bytes);
  broken.write("__heap_bose", broken.indexOf("__heap_base"));
  expect(() => parseLibraries(broken)).toThrow("__heap_base");
});
