import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { compilerIntegrity } from "../../build/c-libraries/compiler-integrity.ts";
import { contentKey } from "../../build/content-key.ts";
import { ROOT } from "../../build/root.ts";

const SOURCE = resolve(import.meta.dir, "../fixtures/modules/plugin.c");
/** A reactor, whose `_initialize` prepares the C library. */
const FLAGS = ["--target=wasm32-wasip1", "-mexec-model=reactor", "-O1", "-z", "stack-size=65536"];
const COMPILED = "plugin.wasm";

/** The plugin in tests/fixtures/modules as WebAssembly, compiled by the first test that needs it and kept by its content. */
export async function madeModule(): Promise<Uint8Array> {
  const key = contentKey({ files: [SOURCE], words: [...FLAGS, compilerIntegrity()] });
  const cached = join(ROOT, "node_modules/.cache/luff-test-modules", `${key}.wasm`);
  if (existsSync(cached)) return new Uint8Array(readFileSync(cached));
  const made = await compile();
  mkdirSync(dirname(cached), { recursive: true });
  // Another process may make the same file at the same time.
  const staged = `${cached}.${process.pid}`;
  writeFileSync(staged, made);
  renameSync(staged, cached);
  return made;
}

async function compile(): Promise<Uint8Array> {
  const { commands } = await import("@yowasp/clang");
  const said: Uint8Array[] = [];
  const output = (bytes: Uint8Array | null): void => void (bytes === null || said.push(bytes.slice()));
  const options = { stdout: output, stderr: output, fetchProgress: () => undefined };
  const files = { "plugin.c": new Uint8Array(readFileSync(SOURCE)) };
  const tree = await commands["clang"]?.([...FLAGS, "plugin.c", "-o", COMPILED], files, options);
  const made = tree?.[COMPILED];
  if (made instanceof Uint8Array) return made;
  throw new Error(`clang failed:\n${Buffer.concat(said).toString()}`);
}
