import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { glueFile, makeLuaModules } from "./make-lua-module.ts";

const [linked = ""] = process.argv.slice(2);
const { whole, lua, libraries, parts } = makeLuaModules(readFileSync(glueFile), readFileSync(linked));
write("lua-whole.wasm", whole);
write("lua-libraries.wasm", libraries);
for (const [part, module] of parts) write(`lua-library-${part}.wasm`, module);
write("lua.wasm", lua);

function write(name: string, module: Uint8Array): void {
  const target = new URL(`../../../dist/${name}`, import.meta.url);
  mkdirSync(new URL(".", target), { recursive: true });
  // Two processes may make the file at the same time, while a third reads it.
  const staged = new URL(`${target.href}.${process.pid}`);
  writeFileSync(staged, module);
  renameSync(staged, target);
  console.log(`${fileURLToPath(target)}: ${module.length} bytes`);
}
