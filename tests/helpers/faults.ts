import type { Inspection } from "../../build/inspect/inspect-executable.ts";
import { findTarget, type BunTarget } from "../../build/targets.ts";

/** A change of a good file, and the check that must report it. */
export type Fault = readonly [what: string, change: (file: Buffer) => void];

/** The names of the failed checks. */
export function faultsOf({ findings }: Pick<Inspection, "findings">): string[] {
  return findings.filter(({ good }) => !good).map(({ what }) => what);
}

/** The target of Bun with this name; throws where there is none. */
export function bunTarget(name: string): BunTarget {
  const target = findTarget(name);
  if (target?.host !== "bun") throw new Error(`${name} is not a target of Bun`);
  return target;
}
