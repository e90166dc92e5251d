import { AppError } from "../errors/app-error.ts";
import type { LimitNote, LimitNotes, LuaLimits } from "../lua/lua-script.ts";
import { LIMIT_NAMES, type LimitKind } from "../text/limit-names.ts";
import { LIMIT_KINDS, NO_LIMIT } from "../text/limit-text.ts";
import { terminalLine } from "../text/terminal-line.ts";

/** A limit as it was written. */
export interface LimitText {
  readonly text: string;
  /** Where it was written, for messages: "--memory-limit", "LUFF_TIME_LIMIT". */
  readonly origin: string;
  /** What the user can set to change the limit; the origin by default. */
  readonly setter?: string;
}

/** The limits from one place: a flag, the environment, the manifest. */
export type LimitTexts = { readonly [Kind in LimitKind]?: LimitText };

/** The effective limits, and the messages for when one is reached. */
export interface ResolvedLimits {
  readonly limits: LuaLimits;
  readonly limitNotes: LimitNotes;
}

/**
 * The effective limits: for each kind, the first place that sets it, so pass the places in order of priority. "none"
 * removes the limit of a later place. Throws AppError "limit-invalid".
 */
export function resolveLuaLimits(places: readonly LimitTexts[]): ResolvedLimits {
  const limits: { -readonly [Kind in LimitKind]?: number } = {};
  const limitNotes: { -readonly [Kind in LimitKind]?: LimitNote } = {};
  for (const kind of LIMIT_NAMES) {
    const given = places.find((place) => place[kind] !== undefined)?.[kind];
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
    source: terminalLine(`${text}, set by ${origin}`),
    hint: `Set ${setter} to a larger value, or to "${NO_LIMIT}" for no limit.`,
  };
}
