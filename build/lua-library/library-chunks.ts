import { readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import argumentChecks from "../../src/lua/library/arguments.lua" with { type: "text" };
import { MARK } from "../../src/lua/library/code-bytes.ts";
import { DROP_INS } from "../../src/lua/library/drop-ins.ts";
import { MODULES } from "../../src/lua/library/modules.ts";
import { encodeBase64 } from "../../src/text/encode-base64.ts";
import { ROOT } from "../root.ts";
import { compileChunk } from "./compile-chunk.ts";

const LIBRARY = join(ROOT, "src/lua/library") + sep;
const NAMESPACE = "luff-library";

/**
 * Puts the Lua code of luff's library into a bundle as Lua's binary chunks, instead of the text that the library's own files import: in
 * base64, which Bun decodes natively. If `apart` is given, the chunks come there, and the bundle has only their marks. What others import
 * stays a text. Lua's module must have been made.
 */
export function libraryChunks(apart?: Map<string, Uint8Array>): Bun.BunPlugin {
  return {
    name: "library-chunks",
    setup(build) {
      const names = chunkNames();
      build.onResolve({ filter: /\.lua$/ }, ({ path, importer }) => {
        if (!importer.startsWith(LIBRARY)) return undefined;
        // With the path of the text, the bundle would have only one of both.
        return { path: join(NAMESPACE, relative(LIBRARY, join(dirname(importer), path))), namespace: NAMESPACE };
      });
      build.onLoad({ filter: /./, namespace: NAMESPACE }, ({ path }) => {
        const file = relative(NAMESPACE, path);
        const text = readFileSync(join(LIBRARY, file), "utf8");
        const name = names.get(text);
        if (name === undefined) throw new Error(`no module of the library has the code of ${file}`);
        const chunk = compileChunk(text, name);
        if (apart === undefined) return { contents: encodeBase64(chunk), loader: "text" };
        const mark = `${MARK}${file.replaceAll(sep, "/")}`;
        apart.set(mark, chunk);
        return { contents: mark, loader: "text" };
      });
    },
  };
}

/** The names of the library's chunks by their code: that of the module, or of the first of several that share it. */
export function chunkNames(): ReadonlyMap<string, string> {
  const names = new Map([[argumentChecks, "helm.arguments"]]);
  for (const [name, { source, parts = {} }] of Object.entries({ ...MODULES, ...DROP_INS })) {
    for (const text of [source, ...Object.values(parts)]) {
      if (!names.has(text)) names.set(text, name);
    }
  }
  return names;
}
