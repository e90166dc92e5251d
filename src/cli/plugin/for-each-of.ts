import { AppError } from "../../errors/app-error.ts";
import { stoppedAmong } from "../../manage/store/stopped-before.ts";
import { hintOf } from "../notes/hint-of.ts";

/**
 * Throws one error for all that failed, if anything did; it went on for the others. `what` follows their number: "plugins could not be
 * removed".
 */
export function throwFailures([first, ...more]: readonly AppError[], what: string): void {
  if (first === undefined) return;
  if (more.length === 0) throw first;
  const failures = [first, ...more];
  throw new AppError(first.code, `${failures.length} ${what}:`, { details: failures.flatMap(linesOf) });
}

/** The lines for one of several errors: only its first line is not indented. */
export function linesOf(error: AppError): readonly string[] {
  const hint = hintOf(error);
  return [error.message, ...error.details, ...(hint === undefined ? [] : [`  ${hint}`])];
}

/**
 * Does something for each of several plugins, and continues after a failure. Throws AppError with the code of the
 * first failure at the end if it failed for any, and "interrupted" at once where a signal wants luff to stop: it names what was not tried.
 */
export async function forEachOf<T extends { readonly name: string }>(
  all: readonly T[],
  what: string,
  action: (one: T) => Promise<void>,
): Promise<void> {
  const failures: AppError[] = [];
  for (const [index, one] of all.entries()) {
    try {
      await action(one);
    } catch (error) {
      if (!(error instanceof AppError) || error.code === "interrupted") {
        const later = all.slice(index + 1).map(({ name }) => name);
        throw stoppedAmong(error, later, failures.flatMap(linesOf));
      }
      failures.push(error);
    }
  }
  throwFailures(failures, what);
}
