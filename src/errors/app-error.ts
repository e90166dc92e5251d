import type { AdviceCode } from "./advice-codes.ts";
import type { ErrorCode } from "./error-codes.ts";
import { FAILURE } from "./exit-statuses.ts";

export interface AppErrorOptions {
  /** What to do or run next, as a full sentence. */
  readonly hint?: string;
  /** What luff's command line can say besides, after the hint. */
  readonly advice?: AdviceCode | undefined;
  /** More lines of the message, which follow the first. The message itself is one line: a line end in it is not luff's. */
  readonly details?: readonly string[];
  readonly cause?: unknown;
  /** Other problems, a sentence each. */
  readonly warnings?: readonly string[];
  /** luff's exit status; 1 by default. */
  readonly exitCode?: number;
}

/** Ends a command with a message for the user. Anything else that is thrown up to the command line is a bug of luff. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;
  readonly advice: AdviceCode | undefined;
  readonly details: readonly string[];
  readonly warnings: readonly string[];
  readonly exitCode: number;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.hint = options.hint;
    this.advice = options.advice;
    this.details = options.details ?? [];
    this.warnings = options.warnings ?? [];
    this.exitCode = options.exitCode ?? FAILURE;
  }
}
