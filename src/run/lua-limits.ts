import { AppError } from "../errors/app-error.ts";
import type { LuaLimits } from "../lua/lua-script.ts";

/** A limit as somebody wrote it. */
export interface LimitText {
  readonly text: string;
  /** Where it was written, for messages: "--memory-limit", "LUFF_TIME_LIMIT", "runtimeConfig.limits.output". */
  readonly origin: string;
}

/** The limits that one source sets: a flag, the environment, the manifest. */
export type LimitTexts = { readonly [Kind in keyof LuaLimits]?: LimitText };

const KINDS = {
  memory: { parse: parseSize, expected: "a size such as 64MiB" },
  time: { parse: parseDuration, expected: "a duration such as 10s or 1m30s" },
  output: { parse: parseSize, expected: "a size such as 1MiB" },
} as const;

/**
 * The limits in force: for each the first source that sets it, so sources go from the strongest to the weakest.
 * "none" lifts what a weaker source sets. Throws AppError "limit-invalid".
 */
export function resolveLuaLimits(sources: readonly LimitTexts[]): LuaLimits {
  const limits: { memory?: number; time?: number; output?: number } = {};
  for (const kind of ["memory", "time", "output"] as const) {
    const given = sources.find((source) => source[kind] !== undefined)?.[kind];
    if (given === undefined || given.text === "none") continue;
    const value = KINDS[kind].parse(given.text);
    if (value === undefined) {
      throw new AppError(
        "limit-invalid",
        `${given.origin} is "${given.text}", expected ${KINDS[kind].expected} or "none"`,
      );
    }
    limits[kind] = value;
  }
  return limits;
}

const SIZE_UNITS: Readonly<Record<string, number>> = { "": 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** Bytes of "65536", "64K", "64Ki", "64KiB", "64MB" (all of them powers of 1024), undefined for anything else or nought. */
export function parseSize(text: string): number | undefined {
  const [, digits, unit] = /^(\d{1,12})([kmg]?)i?b?$/i.exec(text.trim()) ?? [];
  if (digits === undefined || unit === undefined) return undefined;
  const bytes = Number(digits) * (SIZE_UNITS[unit.toLowerCase()] ?? 1);
  return bytes > 0 ? bytes : undefined;
}

const TIME_UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

/** Milliseconds of a duration in Go's form ("1.5s", "1m30s", "500ms"), undefined for anything else or nought. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text.trim())) return undefined;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h)/g);
  const total = [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * (TIME_UNITS[unit ?? ""] ?? 0), 0);
  return total > 0 ? Math.ceil(total) : undefined;
}
