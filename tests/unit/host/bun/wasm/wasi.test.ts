import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWasi } from "../../../../../src/host/bun/wasm/wasi.ts";

const SUCCESS = 0;
const EINVAL = 28;
const ENAMETOOLONG = 37;
const ESPIPE = 70;
/** The numbers of the module's folder and of the first file that it opens. */
const FOLDER = 3;
const READ_WRITE_SEEK = (1n << 1n) | (1n << 2n) | (1n << 5n) | (1n << 6n);
const CREATE = 1;
const APPEND = 1;
/** Where the tests put lists of places, and where functions put their results. */
const SPANS = 1024;
const RESULT = 512;

let folder: string;
let memory: WebAssembly.Memory;
let written: number;
let call: (name: string, ...values: readonly (number | bigint)[]) => unknown;
let close: () => void;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "luff-wasi-"));
  written = 0;
  const willWrite = (bytes: number): void => void (written += bytes);
  const wasi = createWasi({ environment: {}, hasStreams: false, folder, willWrite });
  memory = new WebAssembly.Memory({ initial: 32 });
  wasi.attach({ memory });
  call = (name, ...values) => wasi.functions[name]!(...(values as never[]));
  close = () => wasi.close();
});
afterEach(() => {
  close();
  rmSync(folder, { recursive: true });
});

const view = (): DataView => new DataView(memory.buffer);
const result = (): number => view().getUint32(RESULT, true);

/** Makes a list of places in the memory, and returns how many there are. */
function spans(...places: readonly (readonly [number, number])[]): number {
  for (const [index, [at, length]] of places.entries()) {
    view().setUint32(SPANS + index * 8, at, true);
    view().setUint32(SPANS + index * 8 + 4, length, true);
  }
  return places.length;
}

function put(text: string, at = 4096): number {
  const bytes = new TextEncoder().encode(text);
  new Uint8Array(memory.buffer).set(bytes, at);
  return bytes.length;
}

function open(name: string, flags = 0): unknown {
  const status = call("path_open", FOLDER, 0, 4096, put(name), CREATE, READ_WRITE_SEEK, 0n, flags, RESULT);
  return status === SUCCESS ? result() : status;
}

describe("WASI takes numbers without a sign", () => {
  test("for the number of subscriptions", () => {
    expect(call("poll_oneoff", 8, 8, -1, RESULT)).toBe(EINVAL);
  });

  test("for the number of places, and for addresses", () => {
    expect(call("fd_write", 1, SPANS, -1, RESULT)).toBe(EINVAL);
    expect(call("fd_read", 0, -8, 1, RESULT)).toBe(EINVAL);
    expect(call("fd_read", -1, SPANS, spans([4096, 1]), RESULT)).toBe(8);
  });
});

describe("WASI copies little at once", () => {
  const MEBIBYTE = 1 << 20;
  const many = (): number => spans(...Array.from({ length: 1024 }, () => [0, MEBIBYTE] as const));

  test("of a stream, and nothing of what is lost", () => {
    expect([call("fd_write", 1, SPANS, many(), RESULT), result(), written]).toEqual([SUCCESS, MEBIBYTE, 0]);
  });

  test("of a file", () => {
    const file = open("file") as number;
    expect([call("fd_write", file, SPANS, many(), RESULT), result()]).toEqual([SUCCESS, MEBIBYTE]);
    expect([call("fd_pwrite", file, SPANS, many(), 0n, RESULT), result()]).toEqual([SUCCESS, MEBIBYTE]);
    expect([call("fd_pread", file, SPANS, many(), 0n, RESULT), result()]).toEqual([SUCCESS, MEBIBYTE]);
  });

  test("and no place that is not in the memory", () => {
    const file = open("file") as number;
    for (const name of ["fd_read", "fd_write"]) {
      expect([name, call(name, file, SPANS, spans([4096, 2 ** 32 - 1]), RESULT)]).toEqual([name, EINVAL]);
    }
  });
});

describe("a file of WASI", () => {
  const write = (file: unknown, text: string): unknown => {
    const length = put(text);
    return call("fd_write", file as number, SPANS, spans([4096, length]), RESULT);
  };
  const read = (file: unknown): string => {
    call("fd_read", file as number, SPANS, spans([8192, 2], [9000, 0], [8194, 100]), RESULT);
    return new TextDecoder().decode(new Uint8Array(memory.buffer, 8192, result()));
  };
  const seek = (file: unknown, distance: bigint, base: number): unknown => {
    const status = call("fd_seek", file as number, distance, base, RESULT);
    return status === SUCCESS ? result() : -(status as number);
  };

  test("has an end where it now ends", () => {
    const file = open("file");
    expect(write(file, "hello")).toBe(SUCCESS);
    expect([seek(file, 0n, 2), seek(file, -2n, 2), seek(file, -1n, 1)]).toEqual([5, 3, 2]);
    expect(read(file)).toBe("llo");
    expect([call("fd_tell", file as number, RESULT), result()]).toEqual([SUCCESS, 5]);
    expect([seek(file, -6n, 2), seek(file, 0n, 9), seek(1, 0n, 0)]).toEqual([-EINVAL, -EINVAL, -ESPIPE]);
  });

  test("is added to at its end", () => {
    write(open("file"), "hello");
    const file = open("file", APPEND);
    seek(file, 0n, 0);
    write(file, " all");
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("hello all");
  });

  test("may get another number, and none after its end", () => {
    const [one, two] = [open("one"), open("two")] as [number, number];
    expect(call("fd_renumber", one, two)).toBe(SUCCESS);
    expect([write(two, "1"), write(one, "1"), call("fd_close", two), write(two, "1")]).toEqual([0, 8, 0, 8]);
    expect([readFileSync(join(folder, "one"), "utf8"), readFileSync(join(folder, "two"), "utf8")]).toEqual(["1", ""]);
  });

  test("is closed at the end", () => {
    const file = open("file");
    close();
    expect(write(file, "x")).toBe(8);
  });

  test("is one of 1024 at most, and none if it was to be a folder", () => {
    put("file");
    open("file");
    const DIRECTORY = 2;
    const asFolder = (): unknown => call("path_open", FOLDER, 0, 4096, 4, DIRECTORY, 0n, 0n, 0, RESULT);
    expect(new Set(Array.from({ length: 1200 }, asFolder))).toEqual(new Set([54]));
    put(".");
    const itself = (): unknown => call("path_open", FOLDER, 0, 4096, 1, DIRECTORY, 0n, 0n, 0, RESULT);
    const all = Array.from({ length: 1200 }, itself);
    expect([all.filter((status) => status === SUCCESS).length, all.at(-1)]).toEqual([1022, 33]);
  });

  test("has WASI's number for an error of the system", () => {
    expect(open("x".repeat(300))).toBe(process.platform === "win32" ? expect.any(Number) : ENAMETOOLONG);
  });
});

test("a stream that is lost is no terminal", () => {
  expect(call("fd_fdstat_get", 1, RESULT)).toBe(SUCCESS);
  const SEEK_RIGHTS = (1n << 2n) | (1n << 5n);
  expect([view().getUint8(RESULT), view().getBigUint64(RESULT + 8, true) & SEEK_RIGHTS]).toEqual([2, SEEK_RIGHTS]);
});
