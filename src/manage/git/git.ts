import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { beginCapture } from "../../program/capture-output.ts";
import { findProgram } from "../../program/find-program.ts";
import { startProgram } from "../../program/start-program.ts";
import { SILENCE, type ConnectionWishes } from "../stage/connection.ts";
import type { StageContext } from "../stage/stage-context.ts";
import { keepMessages } from "./keep-messages.ts";

/** The host, and what throws AppError "interrupted" if a signal came. */
type GitContext = Pick<StageContext, "host" | "guard">;

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

/**
 * Runs git and returns its output; its messages go to the user. For what git knows without a server: no signal ends it.
 * Throws AppError "git-failed", or "file-failed" if there is no place for temporary files, as everything here does that runs git.
 */
export function askGit(host: Host, args: readonly string[]): string {
  return beginAskingGit(host, args)();
}

/** Starts git, and returns what waits for what it prints, so that several can run at once. Both throw AppError. */
export function beginAskingGit(host: Host, args: readonly string[], connection?: ConnectionWishes): () => string {
  const file = requireGit(host);
  const messages = keepMessages(host);
  const finish = messages.removeIfThrown(() =>
    beginCapture(host, {
      file,
      args: [...silenceSettings(connection), ...passwordSettings(host), ...args],
      variables: variablesOf(host, connection?.caFile),
      without: OTHER_REPOSITORY,
      errors: { file: messages.errors },
    }),
  );
  return () => {
    const { status, stdout } = finish();
    messages.show();
    messages.remove();
    if (status !== 0) throw failed(args, status);
    return stdout;
  };
}

/** Runs git for its effect. A signal ends it. Throws AppError "git-failed", or "interrupted" if a signal came. */
export async function runGit(
  context: GitContext,
  args: readonly string[],
  connection?: ConnectionWishes,
): Promise<void> {
  await startGit(context, args, connection);
}

/** Runs git and returns its output, as `runGit` does. */
export async function readFromGit(
  context: GitContext,
  args: readonly string[],
  connection?: ConnectionWishes,
): Promise<string> {
  return startGit(context, args, connection);
}

/** Runs git, shows its messages, and returns its output. */
async function startGit(
  { host, guard }: GitContext,
  args: readonly string[],
  connection: ConnectionWishes | undefined,
): Promise<string> {
  const word = requireGit(host);
  // While luff reads from a pipe no signal gets through: so git writes to files.
  const messages = keepMessages(host);
  try {
    const status = await startProgram(host, {
      asker: "luff",
      word,
      args: [...LINE_SETTINGS, ...silenceSettings(connection), ...passwordSettings(host), ...args],
      variables: variablesOf(host, connection?.caFile),
      without: OTHER_REPOSITORY,
      childOutput: { file: messages.output },
      childErrorFile: messages.errors,
      withoutDescriptors: true,
    });
    messages.show();
    if (status === 0) return new TextDecoder().decode(host.files.read(messages.output));
    await guard();
    throw failed(args, status);
  } finally {
    messages.remove();
  }
}

/** git's own shell runs it; the comment is for git's message. */
const NO_PASSWORD = "!grep -q ^username= && echo quit=true # the address has a user and no password";

/**
 * With this git ends where it would ask for the password of a user, and has no terminal to ask. Otherwise its message shows
 * the user, who may be a token. The user's own helpers come before.
 */
function passwordSettings({ terminal, environment }: Host): readonly string[] {
  const asks = ["GIT_ASKPASS", "SSH_ASKPASS"].some((name) => (environment.get(name) ?? "") !== "");
  return terminal.isTerminal("stdin") || asks ? [] : ["-c", `credential.helper=${NO_PASSWORD}`];
}

/** With these git gives up a server of http or https that sends nothing. */
function silenceSettings({ silence = SILENCE }: ConnectionWishes = {}): readonly string[] {
  const seconds = Math.max(Math.ceil(silence / 1000), 1);
  return ["-c", "http.lowSpeedLimit=1", "-c", `http.lowSpeedTime=${seconds}`];
}

function failed(args: readonly string[], status: number): AppError {
  const command = args.find((word) => /^[a-z][a-z-]+$/.test(word)) ?? "";
  return new AppError("git-failed", `git ${command} ended with status ${status}`, {
    hint: "See git's message above. Check that the address is right and that git may read it.",
  });
}
