import type { FFIFunction } from "bun:ffi";
import type { Permissions } from "../files.ts";
import { openCLibrary } from "./library/open-c-library.ts";
import { nodeFs } from "./node-fs.ts";

const SYMBOLS = { statvfs: { args: ["ptr", "ptr"], returns: "i32" } } as const satisfies Record<string, FFIFunction>;

const ST_NOEXEC = 8n;

/** A file's owner and mode; undefined if there is nothing at the path, and on Windows, which has no such bits. */
export function readPermissions(path: string, os: string): Permissions | undefined {
  if (os === "windows") return undefined;
  try {
    const mode = nodeFs().statSync(path).mode & 0o7777;
    return { mode, noexec: os === "linux" && isOnNoexec(path) };
  } catch {
    return undefined;
  }
}

/** struct statvfs has its flags at 72 in glibc and musl, on both 64-bit architectures. */
function isOnNoexec(path: string): boolean {
  const mounted = new Uint8Array(256);
  const status = openCLibrary(SYMBOLS)?.symbols.statvfs(Buffer.from(`${path}\0`, "utf8"), mounted);
  return status === 0 && (new DataView(mounted.buffer).getBigUint64(72, true) & ST_NOEXEC) !== 0n;
}
