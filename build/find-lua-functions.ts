import { readFileSync } from "node:fs";
import * as facts from "../src/lua/binary-facts.ts";
import { findFunctions } from "../src/lua/module/find-functions.ts";
import { glueFile } from "../src/lua/module/make-lua-module.ts";
import { parseModule } from "../src/lua/module/parse-module.ts";
import { knownBinary, reportFunctions } from "../src/lua/module/report-functions.ts";
import type { WasmModule } from "../src/lua/module/wasm-module.ts";

/**
 * Looks in another build of wasmoon's glue.wasm for the functions of src/lua/binary-facts.ts: `bun build/find-lua-functions.ts FILE`,
 * by default the installed one. Prints what is different; the exit status is 1 where something is.
 */
function main(): void {
  const file = process.argv[2] ?? glueFile;
  const binary = readFileSync(file);
  console.log(`sha256 ${digest(binary)}`);
  const known = knownBinary(facts);
  const found = findFunctions(parseModule(binary), known.functions, origin());
  const { lines, same } = reportFunctions(known, found);
  for (const line of lines) console.log(line);
  process.exitCode = same ? 0 : 1;
}

/** The module that the facts are about, where it is the installed one. */
function origin(): WasmModule | undefined {
  const installed = readFileSync(glueFile);
  return digest(installed) === facts.GLUE_SHA256 ? parseModule(installed) : undefined;
}

function digest(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
}

main();
