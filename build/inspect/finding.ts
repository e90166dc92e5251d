/** What one check of a file found. */
export interface Finding {
  /** What was looked at. */
  readonly what: string;
  /** What stands there; where that is wrong, also what should. */
  readonly found: string;
  readonly good: boolean;
}

/** How many offenders are named. */
const NAMED = 5;

/** Finds fault with everything but the one value. */
export function expectSame(what: string, found: string | number, expected: string | number): Finding {
  const good = found === expected;
  return { what, found: good ? `${found}` : `${found}, expected ${expected}`, good };
}

/** Finds fault where it does not hold. */
export function expectHolds(what: string, holds: boolean): Finding {
  return { what, found: holds ? "yes" : "no", good: holds };
}

/** Finds fault where there is an offender; `told` is what is said where there is none. */
export function expectNone(what: string, told: string, offenders: readonly string[]): Finding {
  if (offenders.length === 0) return { what, found: told, good: true };
  const more = offenders.length > NAMED ? ` and ${offenders.length - NAMED} more` : "";
  return { what, found: `${offenders.slice(0, NAMED).join(", ")}${more}`, good: false };
}

/** A line for the finding, as it is printed. */
export function renderFinding({ what, found, good }: Finding): string {
  return `${good ? "ok    " : "FAILED"}  ${what}: ${found}`;
}

/** The number as C writes it: 0xaa64. */
export function hex(number: number): string {
  return `0x${number.toString(16)}`;
}
