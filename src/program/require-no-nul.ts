import { AppError } from "../errors/app-error.ts";

/**
 * Throws AppError "start-failed" if a variable contains a NUL: the system ends a value there, so the program would get
 * only a part of it. `failure` is the beginning of the message: what cannot be done.
 */
export function requireNoNul(failure: string, variables: Readonly<Record<string, string>>): void {
  for (const name of Object.keys(variables)) {
    if (variables[name]?.includes("\0") !== true) continue;
    throw new AppError(
      "start-failed",
      `${failure}: the variable ${name} contains a NUL character, which the system does not allow`,
    );
  }
}
