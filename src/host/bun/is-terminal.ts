import * as fs from "node:fs";

/** Linux's major number of null, zero, full and random: devices that are never terminals. */
const MEMORY_DEVICES = 1;

/** Whether a descriptor is a terminal. node:tty takes 2.4 ms to load, so what fstat can tell is asked first. */
export function isTerminal(descriptor: number): boolean {
  try {
    const stat = fs.fstatSync(descriptor);
    if (!stat.isCharacterDevice()) return process.platform === "win32" && tty().isatty(descriptor);
    if (process.platform === "linux" && stat.rdev >> 8 === MEMORY_DEVICES) return false;
    return tty().isatty(descriptor);
  } catch {
    return false;
  }
}

function tty(): typeof import("node:tty") {
  return require("node:tty");
}
