import { AppError } from "../errors/app-error.ts";

/**
 * Throws AppError "start-failed" if a variable contains a NUL: the system ends a value there, so the program would get
 * only a part of it. `failure` is the beginning of the message: what cannot be done.
 */
export function requireNoNul(failure: string, variables: Readonly<Record<string, string>>): void {
  const found = Object.entries(variables).find(([, value]) => value.includes("\0"));
  if (found === undefined) return;
  throw new AppError(
    "start-failed",
    `${failure}: the variable ${found[0]} contains a NUL character, which the system does not allow`,
  );
}
