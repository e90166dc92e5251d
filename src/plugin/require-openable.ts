import { AppError } from "../errors/app-error.ts";
import type { HostError } from "../host/host-error.ts";

/**
 * Ends the command if luff can open no file, whatever its path: the result of a search, or a report on one file, would be wrong.
 * Other errors are the caller's. `asker` comes before the message: "" or `plugin "total": `. Throws AppError "too-many-files".
 */
export function requireOpenable(os: string, error: HostError, asker = ""): void {
  if (error.kind !== "too-many-files") return;
  throw new AppError("too-many-files", `${asker}cannot open ${error.path}: ${error.detail}`, {
    hint:
      os === "windows" ? "Close some programs." : "Raise the limit on open files (ulimit -n), or close some programs.",
    cause: error,
  });
}
