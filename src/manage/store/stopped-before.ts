import { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";

/** Says what a signal kept from happening, as in "plugin "x" was not removed", if the error is that of a signal. Returns others as they are. */
export function stoppedBefore(error: unknown, state: string): unknown {
  if (!(error instanceof AppError) || error.code !== "interrupted") return error;
  return changedError(error, `stopped by a signal; ${state}`);
}

/** Names what comes after it and was not tried, and what failed before it, if the error is that of a signal. Returns others as they are. */
export function stoppedAmong(error: unknown, later: readonly string[], failures: readonly string[] = []): unknown {
  if (!(error instanceof AppError) || error.code !== "interrupted") return error;
  const message = later.length === 0 ? error.message : `${error.message}; not tried: ${later.join(", ")}`;
  return changedError(error, message, { details: [...error.details, ...failures] });
}
