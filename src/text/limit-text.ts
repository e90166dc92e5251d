import type { LimitKind } from "./limit-names.ts";

const SIZE_UNITS: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Bytes of "65536", "64K", "64Ki", "64KiB", "64MB" (all of them powers of 1024); undefined for anything else or zero. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,12})([kmg]?)i?b?$/i.exec(text.trim()) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const bytes = Number(digits) * (SIZE_UNITS[unit.toLowerCase()] ?? 1);
  return bytes > 0 ? bytes : undefined;
}

const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Whole milliseconds of a duration in Go's format ("1.5s", "1m30s", "500ms"); undefined for anything else, or for less than one. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text.trim())) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  const total = [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (TIME_UNITS[unit ?? ""] ?? 0), 0);
  return total >= 1 ? Math.ceil(total) : undefined;
}

const SIZE_BOUND = "1024GiB";
/** Lua's own code, stack and libraries take two of them. */
const SMALLEST_MEMORY = "4MiB";
/** Timers of Windows count milliseconds in 32 bits. */
const LONGEST_TIME = "1000h";

/**
 * The kinds of limits on a Lua script, and how to parse them; undefined for a text out of bounds. `memory` is bytes of the machine that
 * runs the script (heap, stack and compiled code), `time` is milliseconds of wall time, `output` is bytes written to stdout and stderr.
 */
export const LIMIT_KINDS = {
  memory: {
    parse: (text: string) => parseWithin(parseSize, text, [SMALLEST_MEMORY, SIZE_BOUND]),
    expected: `a size from ${SMALLEST_MEMORY} to ${SIZE_BOUND}, such as 64MiB`,
  },
  time: {
    parse: (text: string) => parseWithin(parseDuration, text, ["1ms", LONGEST_TIME]),
    expected: `a duration from 1ms to ${LONGEST_TIME}, such as 10s or 1m30s`,
  },
  output: {
    parse: (text: string) => parseWithin(parseSize, text, ["1", SIZE_BOUND]),
    expected: `a size from 1 to ${SIZE_BOUND}, such as 1MiB`,
  },
} as const satisfies Readonly<Record<LimitKind, unknown>>;

function parseWithin(
  parse: (text: string) => number | undefined,
  text: string,
  [least, most]: readonly [least: string, most: string],
): number | undefined {
  const value = parse(text) ?? 0;
  return value >= (parse(least) ?? 0) && value <= (parse(most) ?? 0) ? value : undefined;
}

/** The word that removes a limit. */
export const NO_LIMIT = "none";
