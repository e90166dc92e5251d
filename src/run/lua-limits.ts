import { AppError } from "../errors/app-error.ts";
import type { LimitNote, LimitNotes, LuaLimits } from "../lua/lua-script.ts";
import { LIMIT_KINDS, LIMIT_NAMES, NO_LIMIT, type LimitKind } from "../text/limit-text.ts";

/** A limit as somebody wrote it. */
export interface LimitText {
  readonly text: string;
  /** Where it was written, for messages: "--memory-limit", "LUFF_TIME_LIMIT". */
  readonly origin: string;
  /** What a user sets to have another limit; the origin where nothing is said. */
  readonly setter?: string;
}

/** The limits that one source sets: a flag, the environment, the manifest. */
export type LimitTexts = { readonly [Kind in LimitKind]?: LimitText };

/** The limits in force, and what is said when one is reached. */
export interface ResolvedLimits {
  readonly limits: LuaLimits;
  readonly limitNotes: LimitNotes;
}

/**
 * The limits in force: for each the first source that sets it, so sources go from the strongest to the weakest.
 * "none" lifts what a weaker source sets. Throws AppError "limit-invalid".
 */
export function resolveLuaLimits(sources: readonly LimitTexts[]): ResolvedLimits {
  const limits: { -readonly [Kind in LimitKind]?: number } = {};
  const limitNotes: { -readonly [Kind in LimitKind]?: LimitNote } = {};
  for (const kind of LIMIT_NAMES) {
    const given = sources.find((source) => source[kind] !== undefined)?.[kind];
    if (given === undefined || given.text === NO_LIMIT) continue;
    const { parse, expected } = LIMIT_KINDS[kind];
    const value = parse(given.text);
    if (value === undefined) {
      throw new AppError("limit-invalid", `${given.origin} is "${given.text}", expected ${expected} or "${NO_LIMIT}"`);
    }
    limits[kind] = value;
    limitNotes[kind] = noteOn(given);
  }
  return { limits, limitNotes };
}

function noteOn({ text, origin, setter = origin }: LimitText): LimitNote {
  return {
    source: `${text}, set by ${origin}`,
    hint: `Give ${setter} a larger value, or "${NO_LIMIT}" to lift the limit.`,
  };
}
