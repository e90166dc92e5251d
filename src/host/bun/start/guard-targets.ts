import type { PosixLibrary } from "../library/posix-library.ts";
import { startGuardScript } from "./guard-script.ts";
import { openNamelessFile } from "./nameless-file.ts";

/** Waits until the pipe is closed, and ends all targets that then stand in the list: a line each, blank where nothing is. */
const SCRIPT = `while read -r nothing; do :; done
while read -r target; do [ -z "$target" ] || kill -s KILL -- "$target"; done <&3`;

const LINE_FEED = 10;
/** Of a line of the list, with its end. */
const LINE = 16;

/** What ends processes, or process groups, when this process ends, however it ends. */
export interface TargetGuard {
  /** A process, or minus a group. */
  watch(target: number): void;
  forget(target: number): void;
}

const NOTHING: TargetGuard = { watch: () => {}, forget: () => {} };

/**
 * Starts a guard, which stays until this process ends; one that does nothing if there is no shell, or no room for a list. The list is a
 * file that both have open. So the guard sleeps while programs come and go: to tell it of each would start it twice for every program.
 */
export function startTargetGuard(libc: PosixLibrary): TargetGuard {
  const list = openNamelessFile();
  if (list === undefined) return NOTHING;
  const script = startGuardScript(libc, SCRIPT, list);
  if (script === undefined) return NOTHING;
  const targets: (number | undefined)[] = [];
  const text = Buffer.alloc(LINE);
  const put = (line: number, target: number | undefined): void => {
    targets[line] = target;
    text.fill(" ");
    text.write(`${target ?? ""}`);
    text[LINE - 1] = LINE_FEED;
    const written = libc.pwrite(list, text, LINE, line * LINE);
    if (written !== LINE) throw new Error("the list of programs that end with this one cannot be written");
  };
  return {
    watch: (target) => {
      const free = targets.indexOf(undefined);
      put(free < 0 ? targets.length : free, target);
    },
    forget: (target) => {
      const line = targets.indexOf(target);
      if (line >= 0) put(line, undefined);
    },
  };
}
