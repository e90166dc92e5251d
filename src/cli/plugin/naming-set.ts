import type { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";
import { hintOf } from "../notes/hint-of.ts";

/** The same error, whose hint names the set's file where it says what to run with it. */
export function namingSet(error: AppError, file: string): AppError {
  const hint = hintOf(error);
  if (hint === undefined || !hint.includes(" -f FILE")) return error;
  const word = /^[\w./:\\-]+$/.test(file) ? file : `"${file}"`;
  return changedError(error, error.message, {
    hint: hint.replaceAll(" -f FILE", () => ` -f ${word}`),
    advice: undefined,
  });
}
