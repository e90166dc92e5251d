import type { ChildProcesses } from "../../child-processes.ts";
import { createPosixChildren } from "./posix-children.ts";
import { openPosixLibrary } from "../library/posix-library.ts";
import { windowsChildren } from "./windows-children.ts";

const ENOSYS = 38;

/** For a system whose C library cannot be opened. */
const noChildren: ChildProcesses = {
  available: () => false,
  execute: () => -ENOSYS,
  open: () => -ENOSYS,
};

let chosen: ChildProcesses | undefined;

/** Children, started with the system's own calls. The first use selects the implementation. */
export const childProcesses: ChildProcesses = {
  available: () => choose().available(),
  execute: (command, environment, wishes) => choose().execute(command, environment, wishes),
  open: (command, direction, environment, wishes) => choose().open(command, direction, environment, wishes),
};

function choose(): ChildProcesses {
  chosen ??= process.platform === "win32" ? windowsChildren : posixChildren();
  return chosen;
}

function posixChildren(): ChildProcesses {
  const library = openPosixLibrary();
  return library === undefined ? noChildren : createPosixChildren(library);
}
