import type { PosixLibrary } from "../library/posix-library.ts";
import { startGuardScript } from "./guard-script.ts";

/** Reads "+ TARGET" and "- TARGET", and ends all targets that are left when the pipe is closed. */
const SCRIPT = `all=
while read -r what target; do
  left=
  for each in $all; do [ "$each" = "$target" ] || left="$left $each"; done
  case $what in +) all="$left $target" ;; *) all=$left ;; esac
done
for each in $all; do kill -s KILL -- "$each"; done`;

/** What ends processes, or process groups, when this process ends, however it ends. */
export interface TargetGuard {
  /** A process, or minus a group. */
  watch(target: number): void;
  forget(target: number): void;
}

const NOTHING: TargetGuard = { watch: () => {}, forget: () => {} };

/** Starts a guard, which stays until this process ends; one that does nothing if there is no shell. */
export function startTargetGuard(libc: PosixLibrary): TargetGuard {
  const script = startGuardScript(libc, SCRIPT);
  if (script === undefined) return NOTHING;
  return {
    watch: (target) => script.tell(`+ ${target}`),
    forget: (target) => script.tell(`- ${target}`),
  };
}
