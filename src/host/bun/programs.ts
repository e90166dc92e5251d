import type { Programs } from "../programs.ts";
import { createPosixPrograms } from "./children/posix-programs.ts";
import { windowsPrograms } from "./children/windows-programs.ts";
import { openPosixLibrary } from "./library/posix-library.ts";

const ENOSYS = 38;

/** For a system whose C library cannot be opened. */
const noPrograms: Programs = {
  start: () => -ENOSYS,
  read: () => -ENOSYS,
  write: () => -ENOSYS,
  close: () => {},
  waitForPipes: () => -ENOSYS,
  waitForEnd: () => -ENOSYS,
  signal: () => -ENOSYS,
};

let chosen: Programs | undefined;

/** Programs with pipes, started with the system's own calls. The first use selects the implementation. */
export const programs: Programs = {
  start: (program) => choose().start(program),
  read: (pipe, buffer, offset, length) => choose().read(pipe, buffer, offset, length),
  write: (pipe, buffer, offset, length) => choose().write(pipe, buffer, offset, length),
  close: (pipe) => choose().close(pipe),
  waitForPipes: (read, write, milliseconds) => choose().waitForPipes(read, write, milliseconds),
  waitForEnd: (child, milliseconds) => choose().waitForEnd(child, milliseconds),
  signal: (child, signal) => choose().signal(child, signal),
};

function choose(): Programs {
  chosen ??= process.platform === "win32" ? windowsPrograms : posixPrograms();
  return chosen;
}

function posixPrograms(): Programs {
  const library = openPosixLibrary();
  return library === undefined ? noPrograms : createPosixPrograms(library);
}
