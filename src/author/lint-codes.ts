/**
 * The codes of lint's findings besides the faults and warnings of the manifest itself (manifest/fault-codes.ts). The
 * list is append-only: a code is never renamed and never used for something else.
 */
export const LINT_CODES = [
  "api-version-helm3",
  "helm3-on-path",
  "runtime-of-luff",
  "use-tunnel-invalid",
  "name-reread",
  "name-taken",
  "combined-plugin",
  "usage-word",
  "command-none",
  "command-empty",
  "command-quoted",
  "command-relative",
  "platform-missing",
  "hook-platform-missing",
  "hook-needs-shell",
  "hook-not-expanded",
  "getter-path",
  "script-on-windows",
  "file-missing",
  "file-not-executable",
  "module-missing",
  "carriage-returns",
  "name-reserved",
  "name-clash",
  "main-missing",
  "main-local",
  "script-syntax",
  "script-encoding",
  "not-for-windows",
] as const;

export type LintCode = (typeof LINT_CODES)[number];
