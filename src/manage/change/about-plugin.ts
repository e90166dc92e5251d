import type { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";

/** The same error, whose message names the plugin that it is about, if neither it nor its folder is named there. An error of a signal names it by itself. */
export function aboutPlugin(error: AppError, name: string): AppError {
  const isNamed = error.message.includes(`"${name}"`) || error.message.startsWith("the plugin in ");
  if (error.code === "interrupted" || isNamed) return error;
  return changedError(error, `plugin "${name}": ${error.message}`);
}
