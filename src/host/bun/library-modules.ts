import cjsonPath from "../../../dist/lua-library-cjson.wasm" with { type: "file" };
import jsonPath from "../../../dist/lua-library-json.wasm" with { type: "file" };
import lpegPath from "../../../dist/lua-library-lpeg.wasm" with { type: "file" };
import regexPath from "../../../dist/lua-library-regex.wasm" with { type: "file" };
import yamlPath from "../../../dist/lua-library-yaml.wasm" with { type: "file" };
import zlibPath from "../../../dist/lua-library-zlib.wasm" with { type: "file" };
import sharedPath from "../../../dist/lua-libraries.wasm" with { type: "file" };
import type { LibraryPart } from "../lua-system.ts";
import { nodeFs } from "./node-fs.ts";

const PATHS: Readonly<Record<LibraryPart | "shared", string>> = {
  cjson: cjsonPath,
  json: jsonPath,
  lpeg: lpegPath,
  regex: regexPath,
  shared: sharedPath,
  yaml: yamlPath,
  zlib: zlibPath,
};

/** What was compiled so far. */
const compiled: Partial<Record<LibraryPart | "shared", WebAssembly.Module>> = {};

/** Compiles what the C libraries share, and some of their parts, in another thread. Does not report a failure: a machine compiles them again. */
export async function prepareLibraries(parts: readonly LibraryPart[]): Promise<void> {
  await Promise.all(["shared" as const, ...parts].map((part) => prepare(part).catch(() => undefined)));
}

async function prepare(part: LibraryPart | "shared"): Promise<void> {
  compiled[part] ??= await WebAssembly.compile(await Bun.file(PATHS[part]).arrayBuffer());
}

/** A part of the C libraries, or what they share. Compiles it at the first call. */
export function libraryModule(part: LibraryPart | "shared"): WebAssembly.Module {
  return (compiled[part] ??= new WebAssembly.Module(nodeFs().readFileSync(PATHS[part])));
}
