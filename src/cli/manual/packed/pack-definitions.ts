import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { encodeBase64 } from "../../../text/encode-base64.ts";

const LUA = join(import.meta.dir, "../../../lua");
const LIBRARY = join(LUA, "library");
const C_LIBRARIES = join(LUA, "c-libraries/types");

/**
 * The types of every module of luff, as a list in JSON, in gzip and base64. It is a macro: Bun runs it when it bundles luff, and where the
 * source runs, when the importing module is loaded.
 */
export function packDefinitions(): string {
  const modules = readdirSync(LIBRARY, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = [
    ...modules.map(({ name }) => join(LIBRARY, name, "types.lua")),
    ...readdirSync(C_LIBRARIES).map((name) => join(C_LIBRARIES, name)),
  ];
  return encodeBase64(gzipSync(JSON.stringify(files.map((file) => readFileSync(file, "utf8"))), { level: 9 }));
}
