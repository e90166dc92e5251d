import { fstatSync } from "node:fs";
import type { WasiSettings } from "../../wasm.ts";
import { createDescriptors } from "../streams/descriptors.ts";
import { isTerminal } from "../streams/is-terminal.ts";
import { joinSpans } from "./spans.ts";
import { WASI_ERRORS } from "./wasi-errors.ts";

export const STDIN = 0;
export const STDERR = 2;
/** EPIPE of every system. */
const EPIPE = 32;

/** WASI's types of files. */
const UNKNOWN = 0;
const CHARACTER_DEVICE = 2;
const REGULAR_FILE = 4;
const SOCKET = 6;
/** To read, to write, to wait for, to set flags and to ask for the state: the rights of a terminal. */
const STREAM_RIGHTS = (1n << 1n) | (1n << 3n) | (1n << 6n) | (1n << 21n) | (1n << 27n);
/** Without them WASI's C library takes a device for a terminal. */
const SEEK_RIGHTS = (1n << 2n) | (1n << 5n);

export interface ModuleStreams {
  /** Reads from stdin into the first span, and returns how many bytes came, or minus an error of WASI. */
  read(spans: readonly Uint8Array[]): number;
  /** Writes to stdout or stderr, and returns how many bytes went, or minus an error of WASI. */
  write(file: number, spans: readonly Uint8Array[]): number;
  /** What fd_fdstat_get says: the type, and the rights. */
  describe(file: number): { readonly type: number; readonly rights: bigint };
}

/** The streams of a module: this process's, as far as the settings let it have them. */
export function createModuleStreams({ hasStreams, willWrite }: WasiSettings): ModuleStreams {
  const descriptors = createDescriptors();
  return {
    read([span]) {
      const moved = hasStreams && span !== undefined ? descriptors.read(STDIN, span, 0, span.length) : 0;
      return moved < 0 ? -WASI_ERRORS.EIO : moved;
    },
    write(file, spans) {
      const total = spans.reduce((sum, { length }) => sum + length, 0);
      if (file !== STDERR && !hasStreams) return total;
      willWrite(total);
      const bytes = joinSpans(spans);
      for (let at = 0; at < total;) {
        const moved = descriptors.write(file, bytes, at, total - at);
        if (moved < 0) return moved === -EPIPE ? -WASI_ERRORS.EPIPE : -WASI_ERRORS.EIO;
        at += moved;
      }
      return total;
    },
    describe(file) {
      const isThere = hasStreams || file === STDERR;
      if (isThere && isTerminal(file)) return { type: CHARACTER_DEVICE, rights: STREAM_RIGHTS };
      return { type: isThere ? typeOf(file) : CHARACTER_DEVICE, rights: STREAM_RIGHTS | SEEK_RIGHTS };
    },
  };
}

/** A pipe has no type in WASI. Windows cannot tell what some descriptors are. */
function typeOf(file: number): number {
  try {
    const stat = fstatSync(file);
    if (stat.isFile()) return REGULAR_FILE;
    if (stat.isSocket()) return SOCKET;
    return stat.isCharacterDevice() ? CHARACTER_DEVICE : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
