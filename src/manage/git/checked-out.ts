import type { Host } from "../../host/host.ts";
import { readCheckedOut, type CheckedOut } from "../receipt/read-clone.ts";
import { askGit } from "./git.ts";

const BRANCHES = "refs/heads/";

/**
 * What is checked out in a clone: by its own files, because a start of git takes longer than all of them, or by git if they have a form
 * that luff does not read. Throws AppError "git-failed" if the clone has no commit.
 */
export function checkedOutIn(host: Host, work: string): CheckedOut {
  return readCheckedOut(host, work) ?? askForCheckedOut(host, work);
}

function askForCheckedOut(host: Host, work: string): CheckedOut {
  const ask = (...words: readonly string[]): string => askGit(host, ["-C", work, "rev-parse", ...words]).trim();
  const commit = ask("--quiet", "--verify", "HEAD");
  const name = ask("--symbolic-full-name", "HEAD");
  return { branch: name.startsWith(BRANCHES) ? name.slice(BRANCHES.length) : undefined, commit };
}
