import { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";

/**
 * Runs an action on a repository. If git could not do it, throws AppError "git-failed" with the repository's address and what was to be
 * done with it, such as "ask".
 */
export async function tellAddress<T>(url: string, verb: string, action: () => T | Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "git-failed") throw error;
    const path = /^file:\/\/(?:\/(?=[a-z]:))?(.+)$/i.exec(url)?.[1];
    const hint =
      path &&
      `${error.hint ?? ""} A URL of file is for git alone. If it is not a repository, write its path: ${path}`.trim();
    throw changedError(error, `cannot ${verb} ${withoutPassword(url)}: ${error.message}`, hint ? { hint } : {});
  }
}
