import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureLuaModule } from "../../build/ensure-lua-module.ts";
import { compileChunk } from "../../build/lua-library/compile-chunk.ts";
import { chunkNames, libraryChunks } from "../../build/lua-library/library-chunks.ts";
import { ROOT } from "../../build/root.ts";
import { latin1 } from "../../src/lua/bytes.ts";

const LIBRARY = join(ROOT, "src/lua/library");
const HASH = readFileSync(join(LIBRARY, "hash/hash.lua"), "utf8");

beforeAll(ensureLuaModule);

test("every file of the library's Lua code has the name of a module", () => {
  const files = [...new Bun.Glob("**/*.lua").scanSync({ cwd: LIBRARY })].filter((file) => !file.endsWith("types.lua"));
  const names = chunkNames();
  expect(files.filter((file) => !names.has(readFileSync(join(LIBRARY, file), "utf8")))).toEqual([]);
  expect(names.get(HASH)).toBe("helm.hash");
});

describe("compileChunk", () => {
  test("gives a chunk with its name and without the text, and always the same", () => {
    const chunk = compileChunk(HASH, "helm.hash");
    expect(latin1(chunk)).toStartWith("\x1bLua");
    expect(latin1(chunk)).toContain("=helm.hash");
    expect(latin1(chunk)).not.toContain("local function");
    expect(compileChunk(HASH, "helm.hash")).toEqual(chunk);
  });

  test("throws what Lua says of code that it cannot compile", () => {
    expect(() => compileChunk("functoin f() end", "helm.x")).toThrow("helm.x:1: syntax error near 'f'");
  });
});

describe("libraryChunks", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "luff-chunks-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each(["base64", "characters"] as const)(
    "gives the library a chunk as %s, and others the text of the same file",
    async (form) => {
      const entry = join(folder, `${form}.ts`);
      const paths = ["hash.ts", "hash.lua"].map((file) => JSON.stringify(join(LIBRARY, "hash", file)));
      writeFileSync(
        entry,
        `export { hash } from ${paths[0]};\nimport text from ${paths[1]} with { type: "text" };\nexport { text };\n`,
      );
      await Bun.build({
        entrypoints: [entry],
        target: "browser",
        outdir: join(folder, "out"),
        plugins: [libraryChunks(form)],
      });
      const { hash, text } = await import(join(folder, `out/${form}.js`));
      const chunk = compileChunk(HASH, "helm.hash");
      expect(hash.source).toBe(form === "base64" ? Buffer.from(chunk).toString("base64") : latin1(chunk));
      expect(text).toBe(HASH);
    },
  );
});
