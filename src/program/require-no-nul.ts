import { AppError } from "../errors/app-error.ts";

/**
 * Throws AppError "start-failed" where a variable holds a NUL: the system ends a value there, so the program would be given
 * half of it. `failure` is how the message begins: what cannot be done.
 */
export function requireNoNul(failure: string, variables: Readonly<Record<string, string>>): void {
  const found = Object.entries(variables).find(([, value]) => value.includes("\0"));
  if (found === undefined) return;
  throw new AppError(
    "start-failed",
    `${failure}: the variable ${found[0]} holds a NUL character, which no variable can`,
  );
}
