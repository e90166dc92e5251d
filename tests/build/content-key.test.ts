import { afterAll, beforeEach, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { bunExecutableInputs } from "../../build/bun-executable.ts";
import { objectInputs } from "../../build/compact/object-files.ts";
import { contentKey, importedFiles } from "../../build/content-key.ts";
import { luaModuleInputs } from "../../build/ensure-lua-module.ts";
import { TARGETS } from "../../build/targets.ts";

const ROOT = resolve(import.meta.dir, "../..");
const folder = mkdtempSync(join(tmpdir(), "luff-key-"));
const [first, second] = [join(folder, "first"), join(folder, "second")];

beforeEach(() => {
  writeFileSync(first, "1");
  writeFileSync(second, "2");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("contentKey", () => {
  const key = (words: readonly string[] = ["gcc 12", "-O2"], files = [first, second]): string =>
    contentKey({ files, words });

  test.each([
    ["a file", () => writeFileSync(second, "3")],
    ["where one file ends and the next begins", () => (writeFileSync(first, "12"), writeFileSync(second, ""))],
  ])("changes with the content of %s", (_, change) => {
    const before = key();
    change();
    expect(key()).not.toBe(before);
  });

  test("changes with another word, with one file less, and with other names", () => {
    const names = [join(folder, "third"), second];
    renameSync(first, names[0]!);
    const third = key(undefined, names);
    renameSync(names[0]!, first);
    const keys = [key(), key(["gcc 13", "-O2"]), key(["gcc 12-O2"]), key(undefined, [first]), third];
    expect(new Set(keys).size).toBe(keys.length);
  });

  test("is the same whatever the time of a file, and in another folder", () => {
    const before = key();
    utimesSync(first, 1, 1);
    mkdirSync(join(folder, "copy"), { recursive: true });
    const copies = ["first", "second"].map((name) => join(folder, "copy", name));
    copies.forEach((copy, index) => writeFileSync(copy, String(index + 1)));
    expect([key(), key(undefined, copies)]).toEqual([before, before]);
  });
});

describe("importedFiles", () => {
  test("follows imports from file to file, without types, packages and repetitions", () => {
    writeFileSync(join(folder, "main.ts"), 'import { b } from "./b.ts";\nimport "./c.ts";\nimport "node:fs";\nb();\n');
    writeFileSync(
      join(folder, "b.ts"),
      'import type { T } from "./t.ts";\nimport "./c.ts";\nexport const b = (): T => 1;\n',
    );
    writeFileSync(join(folder, "c.ts"), 'import "./main.ts";\nexport const d = () => import("./d.ts");\n');
    writeFileSync(join(folder, "d.ts"), "");
    const names = ["b.ts", "c.ts", "d.ts", "main.ts"];
    expect(importedFiles(join(folder, "main.ts"))).toEqual(names.map((name) => join(folder, name)));
  });
});

describe("the inputs of", () => {
  test("the Lua module include wasmoon's binary, the scripts, and what they import from src/lua", () => {
    const files = luaModuleInputs().files.map((file) => file.slice(ROOT.length + 1).replaceAll("\\", "/"));
    expect(files).toContain("node_modules/wasmoon/dist/glue.wasm");
    expect(files).toContain("src/lua/module/opcodes.ts");
    expect(files).toContain("src/lua/lua-exports.ts");
  });

  test("a Bun executable include everything that changes it, and the package's digest", () => {
    const targets = TARGETS.filter((target) => target.host === "bun");
    const keys = [undefined, ...targets].map((target) => contentKey(bunExecutableInputs(target)));
    expect(new Set(keys).size).toBe(targets.length + 1);
    expect(bunExecutableInputs(targets[0]).words.join(" ")).toMatch(/Bun \d.* sha512-/);
    const files = bunExecutableInputs().files.map((file) => file.replace(/.*[\\/]/, ""));
    expect(files).toContain("locked-integrity.ts");
    expect(files).toContain("bun-executable.ts");
  });

  test("an object file include the headers and the compiler's version", () => {
    writeFileSync(join(folder, "x.h"), "");
    // A program that answers --version as a compiler does, and is there wherever the tests run.
    const compiler = process.execPath;
    const compilation = { compiler, flags: ["-O2"], source: first, folders: [folder], foreignFolders: [] };
    const { files, words } = objectInputs(compilation);
    expect(files).toEqual([first, join(folder, "x.h")]);
    expect(words.map((word) => word.trim())).toEqual([Bun.version, "-O2"]);
  });
});
