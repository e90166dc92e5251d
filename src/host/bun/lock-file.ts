import type { FFIFunction } from "bun:ffi";
import type { FileLock } from "../disk.ts";
import { openCLibrary } from "./library/open-c-library.ts";
import { HostError } from "../host-error.ts";
import { openLibrary } from "./library/native-calls.ts";
import { type LockedDescriptor, openLinuxDisk } from "./linux-disk.ts";
import { openErrorNumber } from "./library/open-error-number.ts";
import { nodeFs } from "./node-fs.ts";

const PAUSE = 50;
const encoder = new TextEncoder();

/** Takes a lock that ends with this process; undefined if another process still holds it after this many milliseconds. */
export function lockFile(path: string, owner: string, patience: number): FileLock | undefined {
  const take = process.platform === "win32" ? takeOnWindows : takeOnPosix;
  for (let waited = 0; ; waited += PAUSE) {
    const lock = take(path, encoder.encode(owner));
    if (lock !== undefined || waited >= patience) return lock;
    Bun.sleepSync(PAUSE);
  }
}

const FLOCK = { flock: { args: ["i32", "i32"], returns: "i32" } } as const satisfies Record<string, FFIFunction>;
const LOCK_EX_NB = 2 | 4;

/**
 * The C library's flock, which locks an open file or folder until it is closed or the process ends, or returns false if another process has it.
 * Undefined if the library cannot be opened.
 */
export function openFlock(): ((descriptor: number) => boolean) | undefined {
  const libc = openCLibrary(FLOCK)?.symbols;
  return libc && ((descriptor) => libc.flock(descriptor, LOCK_EX_NB) === 0);
}

/** A lock on the open file (flock), which the system releases when the process ends. */
function takeOnPosix(path: string, owner: Uint8Array): FileLock | undefined {
  const flock = openFlock();
  if (flock === undefined) throw new Error("the C library has no flock");
  const file = openLinuxDisk()?.openToLock(path) ?? openWithNode(path);
  const errorNumber = openErrorNumber();
  if (!flock(file.number)) {
    const number = errorNumber?.() ?? 0;
    file.close();
    requireLocks(number);
    return undefined;
  }
  // The text only informs. A full disk may have no room for it, or the file may be a FIFO, and the lock is held all the same.
  if (!file.setContent(owner)) file.setContent(NOTHING);
  return {
    release() {
      file.setContent(NOTHING);
      file.close();
    },
  };
}

const NOTHING = new Uint8Array();

/** Loads what names errors only where a lock was refused: most are taken at once. */
function requireLocks(number: number): void {
  (require("./lock-refusal.ts") as typeof import("./lock-refusal.ts")).requireHeldByAnother(number);
}

/** Also reports why a file cannot be opened. */
function openWithNode(path: string): LockedDescriptor {
  const fs = nodeFs();
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = fs.constants;
  const number = fs.openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o644);
  return { number, setContent: (content) => setContentWithNode(number, content), close: () => fs.closeSync(number) };
}

function setContentWithNode(descriptor: number, content: Uint8Array): boolean {
  try {
    nodeFs().ftruncateSync(descriptor, 0);
    return content.length === 0 || nodeFs().writeSync(descriptor, content, 0, content.length, 0) === content.length;
  } catch {
    return false;
  }
}

const KERNEL = {
  CreateFileW: { args: ["ptr", "u32", "u32", "ptr", "u32", "u32", "u64"], returns: "u64" },
  WriteFile: { args: ["u64", "ptr", "u32", "ptr", "ptr"], returns: "i32" },
  CloseHandle: { args: ["u64"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;
const GENERIC_WRITE = 0x40000000;
const FILE_SHARE_READ = 1;
const CREATE_ALWAYS = 2;
const FILE_ATTRIBUTE_NORMAL = 0x80;
const INVALID_HANDLE = 0xffffffffffffffffn;

/** A file that others can only read while it is open. If it cannot be opened for another reason, node:fs reports why. */
function takeOnWindows(path: string, owner: Uint8Array): FileLock | undefined {
  if (!nodeFs().existsSync(path)) nodeFs().closeSync(nodeFs().openSync(path, "a"));
  const { CreateFileW, WriteFile, CloseHandle } = openLibrary("kernel32.dll", KERNEL).symbols;
  const name = Buffer.from(`${path}\0`, "utf16le");
  const handle = CreateFileW(name, GENERIC_WRITE, FILE_SHARE_READ, null, CREATE_ALWAYS, FILE_ATTRIBUTE_NORMAL, 0n);
  if (handle === INVALID_HANDLE) return requireHeld(path);
  WriteFile(handle, owner, owner.length, new Uint32Array(1), null);
  return { release: () => void CloseHandle(handle) };
}

/** Throws HostError or the error of node:fs if not another process, which has the file open, is the reason. */
function requireHeld(path: string): undefined {
  // Bun opens folders too.
  const isFolder = nodeFs().statSync(path).isDirectory();
  if (isFolder) throw new HostError("is-a-directory", path, "a folder is in the place of a file");
  try {
    nodeFs().closeSync(nodeFs().openSync(path, "r+"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EBUSY") throw error;
  }
}
