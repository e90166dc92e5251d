import type { WasiSettings } from "../../wasm.ts";
import type { ModuleFiles } from "./module-files.ts";
import { createModuleStreams, STDERR, STDIN, type ModuleStreams } from "./module-streams.ts";
import { OpenFiles } from "./open-files.ts";
import { spansOf } from "./spans.ts";
import { WASI_ERRORS } from "./wasi-errors.ts";

const { SUCCESS, EBADF, EINVAL, ESPIPE } = WASI_ERRORS;
const APPEND = 1;
const FROM_HERE = 1;

type Value = number | bigint;
export type WasiFunction = (...values: readonly Value[]) => number;
export type WasiFunctions = Readonly<Record<string, WasiFunction>>;

interface Given {
  readonly settings: WasiSettings;
  readonly files: ModuleFiles;
  /** The library's functions. */
  readonly given: WasiFunctions;
  /** The module's memory. */
  readonly view: () => DataView;
}

interface Parts extends Given {
  readonly streams: ModuleStreams;
  readonly open: OpenFiles;
}

/** The functions of WASI for files and streams that the library's do not do right, by their names. They throw errors of node:fs, and RangeError. */
export function fileFunctions(given: Given): WasiFunctions {
  const parts = { ...given, streams: createModuleStreams(given.settings), open: new OpenFiles(given.files) };
  return { ...moveFunctions(parts), ...placeFunctions(parts), ...openFunctions(parts) };
}

function isStream(file: Value | undefined): boolean {
  return Number(file) <= STDERR;
}

/** Reads and writes. */
function moveFunctions({ streams, open, view }: Parts): WasiFunctions {
  const spans = (vectors: Value, count: Value): readonly Uint8Array[] =>
    spansOf(view(), Number(vectors), Number(count));
  /** Gives the module how many bytes were moved, or the error. */
  const finish = (moved: number, size: Value): number => {
    if (moved < 0) return -moved;
    view().setUint32(Number(size), moved, true);
    return SUCCESS;
  };
  return {
    fd_read: (file, vectors, count, size) => {
      const places = spans(vectors, count);
      if (isStream(file)) return Number(file) === STDIN ? finish(streams.read(places), size) : EBADF;
      return finish(open.read(Number(file), places), size);
    },
    fd_write: (file, vectors, count, size) => {
      const places = spans(vectors, count);
      return finish(isStream(file) ? streams.write(Number(file), places) : open.write(Number(file), places), size);
    },
    fd_pread: (file, ...[vectors = 0, count = 0, offset = 0, size = 0]) =>
      isStream(file) ? ESPIPE : finish(open.read(Number(file), spans(vectors, count), positionOf(offset)), size),
    fd_pwrite: (file, ...[vectors = 0, count = 0, offset = 0, size = 0]) =>
      isStream(file) ? ESPIPE : finish(open.write(Number(file), spans(vectors, count), positionOf(offset)), size),
  };
}

/** A place in a file has no sign. */
function positionOf(offset: Value): number {
  return Number(BigInt.asUintN(64, BigInt(offset)));
}

/** Where a file is, and what a stream is. */
function placeFunctions({ streams, open, given, view }: Parts): WasiFunctions {
  const seek: WasiFunction = (file, distance, base, at) => {
    if (isStream(file)) return ESPIPE;
    view().setBigUint64(Number(at), BigInt(open.seek(Number(file), Number(distance), Number(base))), true);
    return SUCCESS;
  };
  return {
    fd_seek: seek,
    fd_tell: (file, at) => seek(file, 0n, FROM_HERE, at),
    fd_fdstat_get: (file, at) => {
      if (!isStream(file)) return given["fd_fdstat_get"]?.(file, at) ?? EINVAL;
      const { type, rights } = streams.describe(Number(file));
      const memory = view();
      memory.setBigUint64(Number(at), BigInt(type), true);
      memory.setBigUint64(Number(at) + 8, rights, true);
      memory.setBigUint64(Number(at) + 16, 0n, true);
      return SUCCESS;
    },
  };
}

/** The library's functions that open and close, of which luff takes note. */
function openFunctions({ open, given, view }: Parts): WasiFunctions {
  return {
    path_open: (...values) => {
      const status = given["path_open"]?.(...values) ?? EINVAL;
      const [flags = 0, at = 0] = values.slice(-2).map(Number);
      if (status === SUCCESS) open.add(view().getUint32(at, true), (flags & APPEND) !== 0);
      else open.drop();
      return status;
    },
    fd_close: (file) => {
      open.remove(Number(file));
      return given["fd_close"]?.(file) ?? EINVAL;
    },
    fd_renumber: (from, to) => {
      const status = given["fd_renumber"]?.(from, to) ?? EINVAL;
      if (status === SUCCESS) open.move(Number(from), Number(to));
      return status;
    },
  };
}
