import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { glueFile, makeLuaModule } from "./make-lua-module.ts";

const target = new URL("../../../dist/lua.wasm", import.meta.url);
const module = makeLuaModule(readFileSync(glueFile));
mkdirSync(new URL(".", target), { recursive: true });
writeFileSync(target, module);
console.log(`${fileURLToPath(target)}: ${module.length} bytes`);
