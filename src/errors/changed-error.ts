import { AppError, type AppErrorOptions } from "./app-error.ts";

/** The same error with another message. What the options do not name stays: hint, advice, details, warnings and exit status. */
export function changedError(error: AppError, message: string, options: AppErrorOptions = {}): AppError {
  const { code, hint, advice, details, warnings, exitCode } = error;
  const kept = { ...(hint !== undefined && { hint }), advice, details, warnings, exitCode, cause: error };
  return new AppError(code, message, { ...kept, ...options });
}
