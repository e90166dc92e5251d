import { parseConstraint } from "./version-constraint.ts";
import { parseVersion } from "./semver.ts";

/** A run without a build has no version: nothing can be too new for it. */
const FROM_SOURCE = "0.0.0-source";
const AT_LEAST = /^\s*(?:>=|=>)\s*v?([\w.+-]+)\s*$/;

/**
 * What a constraint on luff's version asks for that this version is not: "luff 0.2 or later"; undefined if it is met,
 * and "invalid" if the text is not a constraint. A pre-release of a version counts as that version.
 */
export function unmetNeed(constraint: string, version: string): string | undefined {
  const isMet = parseConstraint(constraint);
  if (isMet === undefined) return "invalid";
  const own = parseVersion(version);
  if (version === FROM_SOURCE || own === undefined || isMet({ ...own, pre: [] })) return undefined;
  const least = AT_LEAST.exec(constraint)?.[1];
  return least === undefined ? `a luff of version ${constraint.trim()}` : `luff ${least} or later`;
}
