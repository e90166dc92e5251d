import type { ErrorCode } from "./error-codes.ts";
import { FAILURE } from "./exit-statuses.ts";

export interface AppErrorOptions {
  /** A thing to do or to run next, as a full sentence. */
  readonly hint?: string;
  readonly cause?: unknown;
  /** What else is worth a look, a sentence each. */
  readonly warnings?: readonly string[];
  /** The exit status of luff; 1 where nothing is said. */
  readonly exitCode?: number;
}

/** Ends a command with a message for a person. Anything else that is thrown and reaches the command line is a bug of luff. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly warnings: readonly string[];
  readonly exitCode: number;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.hint = options.hint;
    this.warnings = options.warnings ?? [];
    this.exitCode = options.exitCode ?? FAILURE;
  }
}
