import { WASI } from "@tybys/wasm-util";
import type { WasiSettings, WasmFunction } from "../../wasm.ts";
import { WasmExit } from "../../wasm.ts";
import { clock } from "../clock.ts";
import { createDescriptors } from "../streams/descriptors.ts";
import { createModuleFiles, ROOT } from "./module-files.ts";
import { pollOnce } from "./poll-once.ts";

/** The module from which programs import WASI's functions. */
export const WASI_MODULE = "wasi_snapshot_preview1";

const STDIN = 0;
const STDERR = 2;
const SUCCESS = 0;
/** IOV_MAX of Linux. */
const MOST_SPANS = 1024;
const INVALID = 28;
const IO_FAILED = 29;
const BROKEN_PIPE = 64;
/** EPIPE of every system. */
const EPIPE = 32;

type WasiFunction = (...values: readonly (number | bigint)[]) => number;

interface Wasi {
  /** By their names in WASI. */
  readonly functions: Readonly<Record<string, WasmFunction>>;
  /** Gives the functions the memory of the module, if it exports one. */
  attach(exports: Readonly<Record<string, unknown>>): void;
}

/** WASI for one module: @tybys/wasm-util, with luff's own streams, files and waits. */
export function createWasi(settings: WasiSettings): Wasi {
  // Otherwise the library prints its errors to stderr. An executable has this word in the library's code.
  Object.assign(process.env, { NODE_ENV: "production" });
  const { environment, folder } = settings;
  const wasi = new WASI({
    env: { ...environment },
    preopens: folder === undefined ? {} : { "/tmp": ROOT },
    fs: createModuleFiles(folder),
  });
  let memory: WebAssembly.Memory | undefined;
  const given = wasi.wasiImport as unknown as Readonly<Record<string, WasiFunction>>;
  const view = (): DataView => new DataView(memory?.buffer ?? new ArrayBuffer(0));
  const streams = createStreams(settings, view);
  const own: Readonly<Record<string, WasiFunction>> = {
    fd_read: (file, ...rest) =>
      file === STDIN ? streams.read(...rest) : (given["fd_read"]?.(file, ...rest) ?? INVALID),
    fd_write: (file, ...rest) =>
      Number(file) <= STDERR ? streams.write(Number(file), ...rest) : (given["fd_write"]?.(file, ...rest) ?? INVALID),
    poll_oneoff: (from, to, count, events) =>
      pollOnce(view(), clock, { from: Number(from), to: Number(to), count: Number(count), events: Number(events) }),
    proc_exit(status) {
      throw new WasmExit(Number(status) >>> 0);
    },
  };
  const names = [...Object.keys(given).filter((name) => typeof given[name] === "function"), ...Object.keys(own)];
  const all = { ...given, ...own };
  return {
    functions: Object.fromEntries(names.map((name) => [name, (...values: never[]) => answer(all[name], values)])),
    attach(exports) {
      if (!(exports["memory"] instanceof WebAssembly.Memory)) return;
      ({ memory } = exports as { readonly memory: WebAssembly.Memory });
      wasi.finalizeBindings({ exports } as WebAssembly.Instance);
    },
  };
}

/** The library throws what it has no number for, such as for an address outside of the memory. */
function answer(call: WasiFunction | undefined, values: readonly (number | bigint)[]): number {
  try {
    return call?.(...values) ?? INVALID;
  } catch (error) {
    const { constructor } = Object(error) as object;
    // Errors of luff have classes of their own.
    if (constructor === Error || constructor === TypeError || constructor === RangeError) return INVALID;
    throw error;
  }
}

interface Streams {
  read: WasiFunction;
  write: (file: number, ...values: readonly (number | bigint)[]) => number;
}

function createStreams({ hasStreams, willWrite }: WasiSettings, view: () => DataView): Streams {
  const descriptors = createDescriptors();
  return {
    read(vectors, count, size) {
      const memory = view();
      for (const span of spansOf(memory, Number(vectors), Number(count))) {
        if (span.length === 0) continue;
        const moved = hasStreams ? descriptors.read(STDIN, span, 0, span.length) : 0;
        if (moved < 0) return IO_FAILED;
        memory.setUint32(Number(size), moved, true);
        return SUCCESS;
      }
      memory.setUint32(Number(size), 0, true);
      return SUCCESS;
    },
    write(file, vectors, count, size) {
      const memory = view();
      const spans = spansOf(memory, Number(vectors), Number(count));
      const total = spans.reduce((sum, { length }) => sum + length, 0);
      const isLost = file !== STDERR && !hasStreams;
      if (!isLost) willWrite(total);
      // In one piece: a line may come in several.
      const bytes = spans.length === 1 ? (spans[0] ?? new Uint8Array(0)) : Buffer.concat(spans);
      for (let at = isLost ? total : 0; at < total;) {
        const moved = descriptors.write(file, bytes, at, total - at);
        if (moved < 0) return moved === -EPIPE ? BROKEN_PIPE : IO_FAILED;
        at += moved;
      }
      memory.setUint32(Number(size), total, true);
      return SUCCESS;
    },
  };
}

/** The places in the memory that a list of (address, length) names. Throws RangeError for one outside of it, and for a list that no system takes. */
function spansOf(memory: DataView, address: number, count: number): readonly Uint8Array[] {
  if (count > MOST_SPANS) throw new RangeError("too many places");
  const spans: Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    const at = memory.getUint32(address + index * 8, true);
    spans.push(new Uint8Array(memory.buffer, at, memory.getUint32(address + index * 8 + 4, true)));
  }
  return spans;
}
