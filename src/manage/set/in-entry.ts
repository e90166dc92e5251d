import { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";
import type { LoadedSet } from "./load-set.ts";
import type { SetEntry } from "./plugin-set.ts";

/** The same error, whose message begins with the place of an entry in its set's file and with its plugin's name. */
export function inEntry(
  { path, lines }: Pick<LoadedSet, "path" | "lines">,
  { name }: SetEntry,
  error: AppError,
): AppError {
  return changedError(error, `${path}:${lines.get(name) ?? 1}: plugin "${name}": ${error.message}`);
}

/** What went wrong with an entry, as `inEntry` says it. A signal, and what is luff's own fault, stays as it is. */
export function explainInEntry(set: Pick<LoadedSet, "path" | "lines">, entry: SetEntry, error: unknown): unknown {
  return error instanceof AppError && error.code !== "interrupted" ? inEntry(set, entry, error) : error;
}
