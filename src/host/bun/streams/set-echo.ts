import type { FFIFunction } from "bun:ffi";
import { openLibrary } from "../library/native-calls.ts";
import { openCLibrary } from "../library/open-c-library.ts";

const STDIN = 0;
/** Larger than any C library's struct termios. */
const SIZE = 256;
/** The offset of c_lflag in it. */
const LOCAL_FLAGS = process.platform === "darwin" ? 24 : 12;
const ECHO = 8;
/** TCSADRAIN */
const AFTER_OUTPUT = 1;
/** STD_INPUT_HANDLE */
const INPUT = -10;
const ENABLE_ECHO_INPUT = 4;

const POSIX = {
  tcgetattr: { args: ["i32", "ptr"], returns: "i32" },
  tcsetattr: { args: ["i32", "i32", "ptr"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

const WINDOWS = {
  GetStdHandle: { args: ["i32"], returns: "u64" },
  GetConsoleMode: { args: ["u64", "ptr"], returns: "i32" },
  SetConsoleMode: { args: ["u64", "u32"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

/** Lets stdin's terminal show what is typed, or not. Returns whether it did before; true if it cannot be set. */
export function setEcho(on: boolean): boolean {
  return process.platform === "win32" ? setOnWindows(on) : setOnPosix(on);
}

function setOnPosix(on: boolean): boolean {
  const libc = openCLibrary(POSIX)?.symbols;
  const settings = new Uint8Array(SIZE);
  if (libc === undefined || libc.tcgetattr(STDIN, settings) !== 0) return true;
  const view = new DataView(settings.buffer);
  const flags = view.getUint32(LOCAL_FLAGS, true);
  view.setUint32(LOCAL_FLAGS, withBit(flags, ECHO, on), true);
  libc.tcsetattr(STDIN, AFTER_OUTPUT, settings);
  return (flags & ECHO) !== 0;
}

function setOnWindows(on: boolean): boolean {
  const { symbols } = openLibrary("kernel32.dll", WINDOWS);
  const mode = new Uint32Array(1);
  const input = symbols.GetStdHandle(INPUT);
  if (symbols.GetConsoleMode(input, mode) === 0) return true;
  const [flags = 0] = mode;
  symbols.SetConsoleMode(input, withBit(flags, ENABLE_ECHO_INPUT, on));
  return (flags & ENABLE_ECHO_INPUT) !== 0;
}

/** As an unsigned number. */
function withBit(flags: number, bit: number, on: boolean): number {
  return (on ? flags | bit : flags & ~bit) >>> 0;
}
