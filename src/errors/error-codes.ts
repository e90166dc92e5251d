/**
 * The codes of all errors that end a command. The list is append-only: a code is never renamed and never gets another
 * meaning, because scripts and tests rely on it.
 */
export const ERROR_CODES = [
  "usage",
  "unknown-command",
  "plugin-not-found",
  "manifest-invalid",
  "manifest-unreadable",
  "no-command",
  "start-failed",
  "runtime-unsupported",
  "not-a-command",
  "script-not-found",
  "script-invalid",
  "limit-invalid",
  "output-failed",
  "plugin-incomplete",
  "source-not-found",
  "source-unsupported",
  "plugin-exists",
  "plugins-folder-missing",
  "hook-failed",
  "command-missing",
  "lock-held",
  "file-failed",
  "interrupted",
  "state-unknown",
  "verification-unsupported",
  "registry-unsupported",
  "archive-invalid",
  "archive-unsafe",
  "archive-too-large",
  "checksum-invalid",
  "checksum-mismatch",
  "receipt-missing",
  // These two are printed before luff's first line runs: build/start-guard, build/removed-folder.ts.
  "machine-unfit",
  "directory-removed",
  "interpreter-not-found",
  "too-many-files",
  "not-a-plugin-folder",
  "plugin-name-invalid",
  "folder-not-empty",
  "migration-impossible",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
