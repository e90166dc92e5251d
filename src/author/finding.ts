import type { FaultCode } from "../manifest/fault-codes.ts";
import type { LintCode } from "./lint-codes.ts";

/** `error`: something does not work. `warning`: it may not work somewhere. `note`: worth knowing. */
export type Severity = "error" | "warning" | "note";

/** A program that loads plugins: luff, or the Helm of a major version. */
export type Loader = "luff" | "helm3" | "helm4";

/** One finding of lint. */
export interface Finding {
  /** A stable name for programs. */
  readonly code: FaultCode | LintCode;
  /** The code of luacheck's warning, such as "W113"; undefined for a finding of luff's own. */
  readonly luacheck?: string;
  readonly severity: Severity;
  /** The path of the file. */
  readonly file: string;
  /** 1-based; 0 if the finding has no place in the file. */
  readonly line: number;
  readonly column: number;
  /** The path of the manifest's field; "" if there is none. */
  readonly path: string;
  /** The problem, in one sentence without a full stop. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** The programs that do not load the plugin because of it. */
  readonly refusedBy: readonly Loader[];
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "note"];

/** Sorts findings by file, the manifest's first, and then by their place in the text. */
export function sortFindings(findings: readonly Finding[], manifestPath: string): readonly Finding[] {
  const rank = (finding: Finding): number => (finding.file === manifestPath ? 0 : 1);
  return findings.toSorted(
    (left, right) =>
      rank(left) - rank(right) ||
      (left.file < right.file ? -1 : Number(left.file > right.file)) ||
      left.line - right.line ||
      left.column - right.column ||
      SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity),
  );
}
