import { AppError } from "../errors/app-error.ts";

/**
 * One error for all plugins for which something failed; it went on for the others. `what` follows their number: "plugins could not be
 * removed".
 */
function joinFailures([first, ...more]: readonly [AppError, ...AppError[]], what: string): AppError {
  if (more.length === 0) return first;
  const failures = [first, ...more];
  const messages = failures.map(({ message, hint }) => (hint === undefined ? message : `${message}\n  ${hint}`));
  return new AppError(first.code, `${failures.length} ${what}:\n${messages.join("\n")}`);
}

/**
 * Does something for each of several, and goes on where it fails for one. Throws an AppError at the end if it failed for any, and at once
 * where a signal wants luff to stop.
 */
export async function forEachOf<T>(all: Iterable<T>, what: string, action: (one: T) => Promise<void>): Promise<void> {
  const failures: AppError[] = [];
  for (const one of all) {
    try {
      await action(one);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "interrupted") throw error;
      failures.push(error);
    }
  }
  const [first, ...more] = failures;
  if (first !== undefined) throw joinFailures([first, ...more], what);
}
