/** The result of one check of a file. */
export interface Finding {
  /** What was checked. */
  readonly what: string;
  /** What was found; if that is wrong, also what was expected. */
  readonly found: string;
  readonly good: boolean;
}

/** How many offenders are listed. */
const NAMED = 5;

/** Fails for every other value. */
export function expectSame(what: string, found: string | number, expected: string | number): Finding {
  const good = found === expected;
  return { what, found: good ? `${found}` : `${found}, expected ${expected}`, good };
}

/** Fails if the condition is false. */
export function expectHolds(what: string, holds: boolean): Finding {
  return { what, found: holds ? "yes" : "no", good: holds };
}

/** Fails if there is an offender; `told` is the text if there is none. */
export function expectNone(what: string, told: string, offenders: readonly string[]): Finding {
  if (offenders.length === 0) return { what, found: told, good: true };
  const more = offenders.length > NAMED ? ` and ${offenders.length - NAMED} more` : "";
  return { what, found: `${offenders.slice(0, NAMED).join(", ")}${more}`, good: false };
}

/** The finding as one line of output. */
export function renderFinding({ what, found, good }: Finding): string {
  return `${good ? "ok    " : "FAILED"}  ${what}: ${found}`;
}

/** The number as C writes it: 0xaa64. */
export function hex(number: number): string {
  return `0x${number.toString(16)}`;
}
