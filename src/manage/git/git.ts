import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { beginCapture } from "../../program/capture-output.ts";
import { findProgram } from "../../program/find-program.ts";
import { startProgram } from "../../program/start-program.ts";

/**
 * Keeps line ends as they are in the repository, whatever the user's settings say. Otherwise scripts of a plugin may
 * not run.
 */
export const LINE_SETTINGS = ["-c", "core.autocrlf=false", "-c", "core.eol=lf"] as const;

/**
 * Variables that lead git to another repository than that of the folder: git itself sets them for its hooks, and luff's
 * git would change the user's repository. They are those of `git rev-parse --local-env-vars`, but for GIT_CONFIG_COUNT and
 * GIT_CONFIG_PARAMETERS, which hold the user's settings (git passes these to its submodules too), and one that git sets
 * for the hooks of a server.
 */
const OTHER_REPOSITORY = [
  "GIT_ALTERNATE_OBJECT_DIRECTORIES",
  "GIT_COMMON_DIR",
  "GIT_CONFIG",
  "GIT_DIR",
  "GIT_GRAFT_FILE",
  "GIT_IMPLICIT_WORK_TREE",
  "GIT_INDEX_FILE",
  "GIT_INTERNAL_SUPER_PREFIX",
  "GIT_NO_REPLACE_OBJECTS",
  "GIT_OBJECT_DIRECTORY",
  "GIT_PREFIX",
  "GIT_QUARANTINE_PATH",
  "GIT_REPLACE_REF_BASE",
  "GIT_SHALLOW_FILE",
  "GIT_WORK_TREE",
] as const;

/** Variables with which git asks for a password only if a user is there, and trusts the authorities in a file. */
function variablesOf({ terminal }: Host, caFile: string | undefined): Record<string, string> {
  return {
    ...(terminal.isTerminal("stdin") ? {} : { GIT_TERMINAL_PROMPT: "0", GCM_INTERACTIVE: "never" }),
    ...(caFile !== undefined && { GIT_SSL_CAINFO: caFile }),
  };
}

/** Whether there is a program git. */
export function hasGit(host: Host): boolean {
  return findProgram(host, "git").kind === "found";
}

/** The program git. Throws AppError "git-missing". */
export function requireGit(host: Host): string {
  const found = findProgram(host, "git");
  if (found.kind === "found") return found.file;
  throw new AppError("git-missing", "luff needs the program git for this source, and there is none on PATH", {
    hint: "Install git. Without it luff can only fetch repositories over https, from a forge that offers archives.",
  });
}

/** Runs git and returns its output; its messages go to the user. Throws AppError "git-failed". */
export function askGit(host: Host, args: readonly string[], caFile?: string): string {
  return beginAskingGit(host, args, caFile)();
}

/** Starts git, and returns what waits for what it prints, so that several can run at once. Both throw AppError. */
export function beginAskingGit(host: Host, args: readonly string[], caFile?: string): () => string {
  const call = { file: requireGit(host), args, variables: variablesOf(host, caFile), without: OTHER_REPOSITORY };
  const finish = beginCapture(host, call);
  return () => {
    const { status, stdout } = finish();
    if (status !== 0) throw failed(args, status);
    return stdout;
  };
}

/** Runs git for its effect. Throws AppError "git-failed". */
export async function runGit(host: Host, args: readonly string[], caFile?: string): Promise<void> {
  const status = await startProgram(host, {
    asker: "luff",
    word: requireGit(host),
    args: [...LINE_SETTINGS, ...args],
    variables: variablesOf(host, caFile),
    without: OTHER_REPOSITORY,
    childOutput: "stderr",
  });
  if (status !== 0) throw failed(args, status);
}

function failed(args: readonly string[], status: number): AppError {
  const command = args.find((word) => /^[a-z][a-z-]+$/.test(word)) ?? "";
  return new AppError("git-failed", `git ${command} ended with status ${status}`, {
    hint: "See git's message above. Check that the address is right and that git may read it.",
  });
}
