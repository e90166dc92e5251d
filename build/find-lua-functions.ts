import { runScript } from "./command-line.ts";
import { readFileSync } from "node:fs";
import * as facts from "../src/lua/binary-facts.ts";
import { findFunctions } from "../src/lua/module/find-functions.ts";
import { glueFile } from "../src/lua/module/make-lua-module.ts";
import { parseModule } from "../src/lua/module/parse-module.ts";
import { knownBinary, reportFunctions } from "../src/lua/module/report-functions.ts";
import type { WasmModule } from "../src/lua/module/wasm-module.ts";

const USAGE = `usage: bun build/find-lua-functions.ts [FILE]
Looks for the functions of src/lua/binary-facts.ts in another build of wasmoon's glue.wasm, by default the installed one.
Prints what is different. The exit status is 1 if something is.`;

function main({ positionals: [file] }: { readonly positionals: readonly string[] }): void {
  const binary = readFileSync(file ?? glueFile);
  console.log(`sha256 ${digest(binary)}`);
  const known = knownBinary(facts);
  const found = findFunctions(parseModule(binary), known.functions, origin());
  const { lines, same } = reportFunctions(known, found);
  for (const line of lines) console.log(line);
  process.exitCode = same ? 0 : 1;
}

/** The module that the facts are about, if it is the installed one. */
function origin(): WasmModule | undefined {
  const installed = readFileSync(glueFile);
  return digest(installed) === facts.GLUE_SHA256 ? parseModule(installed) : undefined;
}

function digest(bytes: Uint8Array): string {
  return new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
}

await runScript(USAGE, { allowPositionals: true }, main);
