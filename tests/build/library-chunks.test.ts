import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { renderChunksUnit } from "../../build/compact/chunks-unit.ts";
import { ensureLuaModule } from "../../build/ensure-lua-module.ts";
import { compileChunk } from "../../build/lua-library/compile-chunk.ts";
import { chunkNames, libraryChunks } from "../../build/lua-library/library-chunks.ts";
import { ROOT } from "../../build/root.ts";
import { latin1 } from "../../src/lua/bytes.ts";
import { MARK } from "../../src/lua/library/code-bytes.ts";

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

  test.each([undefined, new Map<string, Uint8Array>()])(
    "gives the library a chunk, in base64 or apart (%p), and others the text of the same file",
    async (apart) => {
      const name = apart === undefined ? "inside" : "apart";
      const entry = join(folder, `${name}.ts`);
      const paths = ["hash.ts", "hash.lua"].map((file) => JSON.stringify(join(LIBRARY, "hash", file)));
      writeFileSync(
        entry,
        `export { hash } from ${paths[0]};\nimport text from ${paths[1]} with { type: "text" };\nexport { text };\n`,
      );
      await Bun.build({
        entrypoints: [entry],
        target: "browser",
        outdir: join(folder, "out"),
        plugins: [libraryChunks(apart)],
      });
      const { hash, text } = await import(join(folder, `out/${name}.js`));
      const chunk = compileChunk(HASH, "helm.hash");
      const mark = `${MARK}hash/hash.lua`;
      expect(hash.source).toBe(apart === undefined ? Buffer.from(chunk).toString("base64") : mark);
      if (apart !== undefined) expect(apart.get(mark)).toEqual(chunk);
      expect(text).toBe(HASH);
    },
  );
});

describe("renderChunksUnit", () => {
  test("has the chunks in the order of their marks, whatever order they came in", () => {
    const chunks: [string, Uint8Array][] = [
      ["\x1b1", Uint8Array.of(0, 255)],
      ["\x1ba", Uint8Array.of(7)],
    ];
    const unit = renderChunksUnit(new Map(chunks));
    expect(unit).toContain('  {"\\033\\061", chunk_0, 2},\n  {"\\033\\141", chunk_1, 1},\n  {NULL, NULL, 0},');
    expect(unit).toContain("chunk_0[] = {0,255};");
    expect(renderChunksUnit(new Map(chunks.toReversed()))).toBe(unit);
  });

  test("is a table with nothing but its end for a program without a library", () => {
    expect(renderChunksUnit(new Map())).toContain("library_chunks[] = {\n  {NULL, NULL, 0},\n};");
  });
});
