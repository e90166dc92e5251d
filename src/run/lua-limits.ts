import { AppError } from "../errors/app-error.ts";
import type { LuaLimits } from "../lua/lua-script.ts";
import { LIMIT_KINDS, NO_LIMIT, type LimitKind } from "../manifest/limit-text.ts";

/** A limit as somebody wrote it. */
export interface LimitText {
  readonly text: string;
  /** Where it was written, for messages: "--memory-limit", "LUFF_TIME_LIMIT". */
  readonly origin: string;
}

/** The limits that one source sets: a flag, the environment, the manifest. */
export type LimitTexts = { readonly [Kind in LimitKind]?: LimitText };

/**
 * The limits in force: for each the first source that sets it, so sources go from the strongest to the weakest.
 * "none" lifts what a weaker source sets. Throws AppError "limit-invalid".
 */
export function resolveLuaLimits(sources: readonly LimitTexts[]): LuaLimits {
  const limits: { -readonly [Kind in LimitKind]?: number } = {};
  for (const kind of ["memory", "time", "output"] as const) {
    const given = sources.find((source) => source[kind] !== undefined)?.[kind];
    if (given === undefined || given.text === NO_LIMIT) continue;
    const { parse, expected } = LIMIT_KINDS[kind];
    const value = parse(given.text);
    if (value === undefined) {
      throw new AppError("limit-invalid", `${given.origin} is "${given.text}", expected ${expected} or "${NO_LIMIT}"`);
    }
    limits[kind] = value;
  }
  return limits;
}
