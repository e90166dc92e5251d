import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";

/** Turns a HostError of an action on the disk into an error for a person. Other errors stay as they are. */
export function fileFailure(error: unknown, action: string): unknown {
  if (!(error instanceof HostError)) return error;
  return new AppError("file-failed", `cannot ${action}: ${error.path}: ${error.detail}`, {
    cause: error,
    ...(HINTS[error.kind] === undefined ? {} : { hint: HINTS[error.kind] }),
  });
}

const HINTS: Partial<Readonly<Record<HostError["kind"], string>>> = {
  denied: "Check who owns the folder and may write to it, or set HELM_PLUGINS to your own folder.",
  "not-a-directory": "There is a file instead of a folder: check what it is, and move it away.",
};
