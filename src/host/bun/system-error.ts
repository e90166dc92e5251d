import { HostError, type HostErrorKind } from "../host-error.ts";
import { systemWords } from "../system-words.ts";

const KINDS: Readonly<Record<string, HostErrorKind>> = {
  ENOENT: "not-found",
  EEXIST: "exists",
  EACCES: "denied",
  EPERM: "denied",
  ENOTDIR: "not-a-directory",
  EISDIR: "is-a-directory",
  ELOOP: "too-many-links",
  ENOEXEC: "not-executable",
  // Windows's code for it.
  EFTYPE: "not-executable",
  EMFILE: "too-many-files",
  ENFILE: "too-many-files",
  ENOSPC: "no-space",
  EDQUOT: "no-space",
  EFBIG: "too-large",
  EROFS: "read-only",
  UNKNOWN: "other",
};

/** Converts an error of node:fs or Bun.spawn into a HostError. */
export function hostError(error: unknown, path: string): HostError {
  if (error instanceof HostError) return error;
  const code = errorCode(error);
  const kind = KINDS[code] ?? "other";
  return new HostError(kind, path, systemWords(kind, detail(error)), error);
}

function errorCode(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}

/** The system's message in "ENOENT: no such file or directory, open '/x'". */
function detail(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return /^[A-Z0-9]+: (.+?)(, [a-z_]+( '.*)?)?$/s.exec(message)?.[1] ?? message;
}
