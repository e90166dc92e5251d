import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { glueFile, makeLuaModule } from "./make-lua-module.ts";

const target = new URL("../../../dist/lua.wasm", import.meta.url);
const module = makeLuaModule(readFileSync(glueFile));
mkdirSync(new URL(".", target), { recursive: true });
// Two processes may make the file at the same time, while a third reads it.
const staged = new URL(`${target.href}.${process.pid}`);
writeFileSync(staged, module);
renameSync(staged, target);
console.log(`${fileURLToPath(target)}: ${module.length} bytes`);
