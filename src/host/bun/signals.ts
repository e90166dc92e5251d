import type { Signals } from "../signals.ts";
import { isIgnoredNow, SIGHUP, SIGINT, SIGQUIT, SIGTERM } from "./interrupts/signal-action.ts";
import { openCLibrary } from "./library/open-c-library.ts";
import { SIGACTION } from "./library/posix-library.ts";
import { noteInheritedDescriptors } from "./start/inherited-descriptors.ts";

const WATCHED = { SIGINT, SIGTERM, SIGHUP, SIGQUIT } as const;

/** Signals as events of the process, which arrive when JavaScript returns to the event loop. */
export const signals: Signals = {
  watch() {
    let first: number | undefined;
    // Bun may open files for its handlers.
    noteInheritedDescriptors();
    const libc = openCLibrary({ sigaction: SIGACTION })?.symbols;
    const watched = Object.entries(WATCHED).filter(([, number]) => !isIgnoredNow(libc, number));
    const note = (_name: string, number: number): void => void (first ??= number);
    for (const [name] of watched) process.on(name, note);
    return {
      async received() {
        // One turn of the event loop delivers the signals that have arrived.
        await new Promise<void>((resolve) => setImmediate(resolve));
        return first;
      },
      end: () => {
        for (const [name] of watched) process.off(name, note);
      },
    };
  },
};
