import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";

/**
 * Turns a HostError of an action on the disk into an error for a person, with a hint by its kind if none is given. Other
 * errors stay as they are.
 */
export function fileFailure(error: unknown, action: string, given?: string): unknown {
  if (!(error instanceof HostError)) return error;
  const hint = given ?? HINTS[error.kind];
  return new AppError("file-failed", `cannot ${action}: ${error.path}: ${error.detail}`, {
    cause: error,
    ...(hint !== undefined && { hint }),
  });
}

/**
 * As `fileFailure`, while luff changes the plugins of a folder. Windows moves no file that a program has
 * open, and no folder that is a program's working folder.
 */
export function storeFailure(error: unknown, host: Pick<Host, "os">, directory: string): unknown {
  return fileFailure(error, `change the plugins in ${directory}`, isInUse(host, error) ? IN_USE : undefined);
}

/** Whether Windows may have refused something because a program uses the file, or a file in the folder. */
export function isInUse({ os }: Pick<Host, "os">, error: unknown): error is HostError {
  return os === "windows" && error instanceof HostError && (error.kind === "denied" || /busy/.test(error.detail));
}

/** As `fileFailure`, while luff reads what the plugin of a name came from. */
export function sourceFailure(error: unknown, name: string): unknown {
  return fileFailure(error, `read the source of plugin "${name}"`, "Check whether you may read it.");
}

const IN_USE =
  "A program may use the plugin's folder: end the plugin's programs, leave the folder in every shell, and try again. " +
  "Otherwise check who owns the folder and may write to it.";

/** What to do about a full disk. */
export const MAKE_ROOM = "Make room on the disk, and try again.";

const HINTS: Partial<Readonly<Record<HostError["kind"], string>>> = {
  denied: "Check who owns the folder and may write to it, or set HELM_PLUGINS to your own folder.",
  exists: "Something that is no folder has its name: check what it is, and move it away.",
  "is-a-directory": "There is a folder instead of a file: check what it is, and move it away.",
  "not-a-directory": "There is a file instead of a folder: check what it is, and move it away.",
  "no-space": MAKE_ROOM,
  "too-large":
    "A limit on the size of files is too low for it (`ulimit -f` in a shell), or the file system takes no files of that size.",
  "read-only": "Mount it so that it can be written, or set HELM_PLUGINS to a folder elsewhere.",
};
