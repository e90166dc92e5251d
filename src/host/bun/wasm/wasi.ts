import { WASI } from "@tybys/wasm-util";
import type { WasiSettings, WasmFunction } from "../../wasm.ts";
import { WasmExit } from "../../wasm.ts";
import { clock } from "../clock.ts";
import { fileFunctions, type WasiFunction, type WasiFunctions } from "./file-functions.ts";
import { createModuleFiles, ROOT } from "./module-files.ts";
import { pollOnce } from "./poll-once.ts";
import { WASI_ERRORS, wasiError } from "./wasi-errors.ts";

/** The module from which programs import WASI's functions. */
export const WASI_MODULE = "wasi_snapshot_preview1";

interface Wasi {
  /** By their names in WASI. */
  readonly functions: Readonly<Record<string, WasmFunction>>;
  /** Gives the functions the memory of the module, if it exports one. */
  attach(exports: Readonly<Record<string, unknown>>): void;
  /** Closes the files that the module left open. */
  close(): void;
}

/** WASI for one module: @tybys/wasm-util, with luff's own streams, files and waits. */
export function createWasi(settings: WasiSettings): Wasi {
  // Otherwise the library prints its errors to stderr. An executable has this word in the library's code.
  Object.assign(process.env, { NODE_ENV: "production" });
  const { environment, folder } = settings;
  const files = createModuleFiles(folder);
  const wasi = new WASI({
    env: { ...environment },
    preopens: folder === undefined ? {} : { "/tmp": ROOT },
    fs: files,
  });
  let memory: WebAssembly.Memory | undefined;
  const view = (): DataView => new DataView(memory?.buffer ?? new ArrayBuffer(0));
  const given = wasi.wasiImport as unknown as WasiFunctions;
  const all: WasiFunctions = {
    ...given,
    ...fileFunctions({ settings, files, given, view }),
    ...processFunctions(view),
  };
  const names = Object.keys(all).filter((name) => typeof all[name] === "function");
  return {
    functions: Object.fromEntries(names.map((name) => [name, (...values: never[]) => answer(all[name], values)])),
    attach(exports) {
      if (!(exports["memory"] instanceof WebAssembly.Memory)) return;
      ({ memory } = exports as { readonly memory: WebAssembly.Memory });
      wasi.finalizeBindings({ exports } as WebAssembly.Instance);
    },
    close: () => files.closeAll(),
  };
}

/** Integers of 32 bits come with a sign, and WASI's have none: they are addresses, sizes and numbers of files. */
function answer(call: WasiFunction | undefined, values: readonly (number | bigint)[]): number {
  try {
    return call?.(...values.map((value) => (typeof value === "number" ? value >>> 0 : value))) ?? WASI_ERRORS.EINVAL;
  } catch (error) {
    const number = wasiError(error);
    if (number === undefined) throw error;
    return number;
  }
}

function processFunctions(view: () => DataView): WasiFunctions {
  return {
    poll_oneoff: (from, to, count, events) =>
      pollOnce(view(), clock, { from: Number(from), to: Number(to), count: Number(count), events: Number(events) }),
    proc_exit(status) {
      throw new WasmExit(Number(status));
    },
  };
}
