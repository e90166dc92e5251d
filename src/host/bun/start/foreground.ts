import type { FFIFunction, Library } from "bun:ffi";
import { IGNORE, restoreSignalAction, setSignalAction, SIGTTOU } from "../interrupts/signal-action.ts";
import { openCLibrary } from "../library/open-c-library.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { nodeFs } from "../node-fs.ts";

const SYMBOLS = {
  tcgetpgrp: { args: ["i32"], returns: "i32" },
  tcsetpgrp: { args: ["i32", "i32"], returns: "i32" },
  getpgrp: { args: [], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;
type TerminalLibrary = Library<typeof SYMBOLS>["symbols"];

/** The terminal of this process, which a process group has while it needs it. */
export interface Foreground {
  /** Gives the terminal to the group. False if this process does not have it. */
  give(group: number): boolean;
  /** Takes the terminal back; returns whether the group had it. */
  takeBack(): boolean;
  close(): void;
}

/** Opens the terminal; undefined if this process has none. */
export function openForeground(libc: PosixLibrary): Foreground | undefined {
  const terminal = openCLibrary(SYMBOLS)?.symbols;
  const descriptor = openTerminal();
  if (terminal === undefined || descriptor === undefined) return undefined;
  let given = false;
  return {
    give(group) {
      if (terminal.tcgetpgrp(descriptor) !== terminal.getpgrp()) return false;
      setForeground(libc, terminal, { descriptor, group });
      return (given = true);
    },
    takeBack() {
      const had = given;
      if (had) setForeground(libc, terminal, { descriptor, group: terminal.getpgrp() });
      given = false;
      return had;
    },
    close: () => nodeFs().closeSync(descriptor),
  };
}

function openTerminal(): number | undefined {
  try {
    return nodeFs().openSync("/dev/tty", "r+");
  } catch {
    return undefined;
  }
}

/** SIGTTOU would stop this process where it takes the terminal back. */
function setForeground(
  libc: PosixLibrary,
  terminal: TerminalLibrary,
  { descriptor, group }: { readonly descriptor: number; readonly group: number },
): void {
  const before = setSignalAction(libc, SIGTTOU, { handler: IGNORE, once: false });
  terminal.tcsetpgrp(descriptor, group);
  restoreSignalAction(libc, SIGTTOU, before);
}
