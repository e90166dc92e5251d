import { constants } from "node:os";
import { systemCallError } from "./library/system-call-error.ts";

/** Errors of a file system that has no locks, or has no more; waiting does not help. */
const REFUSALS = ["ENOLCK", "ENOSYS", "EOPNOTSUPP", "EINVAL"] as const;

/** Throws the system's error if the number of the error of flock does not mean that another process holds the lock. */
export function requireHeldByAnother(number: number): void {
  if (REFUSALS.some((name) => constants.errno[name] === number)) throw systemCallError(number);
}
