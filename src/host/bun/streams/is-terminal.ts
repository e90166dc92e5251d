import { openPosixLibrary } from "../library/posix-library.ts";

/** Whether a descriptor is a terminal. node:tty takes 2.4 ms to load, so the C library is asked if there is one. */
export function isTerminal(descriptor: number): boolean {
  const libc = openPosixLibrary();
  return libc === undefined ? tty().isatty(descriptor) : libc.isatty(descriptor) === 1;
}

function tty(): typeof import("node:tty") {
  return require("node:tty") as typeof import("node:tty");
}
