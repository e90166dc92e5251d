import { gzipSync } from "node:zlib";
import library from "../../../../.github/LIBRARY.md" with { type: "text" };
import manual from "../../../../.github/MANUAL.md" with { type: "text" };
import security from "../../../../.github/SECURITY.md" with { type: "text" };
import { encodeBase64 } from "../../../text/encode-base64.ts";

/**
 * Each document in gzip and base64: a third of its size. It is a macro: Bun runs it when it bundles luff, and where the source runs, when
 * the importing module is loaded.
 */
export function packDocuments(): Record<"library" | "manual" | "security", string> {
  return { library: pack(library), manual: pack(manual), security: pack(security) };
}

function pack(text: string): string {
  return encodeBase64(gzipSync(text, { level: 9 }));
}
