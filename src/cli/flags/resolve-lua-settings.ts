import type { Environment } from "../../host/environment.ts";
import { buildInfo } from "../build-info.ts";
import type { LimitTexts } from "../../run/lua-limits.ts";
import type { LuaSettings } from "../../run/lua-settings.ts";
import { LIMIT_NAMES, type LimitKind } from "../../text/limit-names.ts";
import type { OwnFlags } from "./own-flags.ts";

/** The settings for Lua plugins: this luff's version, and the rest from luff's own flags, otherwise from LUFF_* variables. */
export function resolveLuaSettings(flags: OwnFlags, environment: Pick<Environment, "get">): LuaSettings {
  return {
    limits: [fromFlags(flags), fromEnvironment(environment)],
    allowBinaryChunks: flags["--no-binary-chunks"] === undefined && environment.get("LUFF_BINARY_CHUNKS") !== "0",
    version: buildInfo().version,
  };
}

function fromFlags(flags: OwnFlags): LimitTexts {
  return limitTexts((kind) => ({ text: flags[`--${kind}-limit`], origin: `--${kind}-limit` }));
}

function fromEnvironment(environment: Pick<Environment, "get">): LimitTexts {
  return limitTexts((kind) => {
    const origin = `LUFF_${kind.toUpperCase()}_LIMIT`;
    return { text: environment.get(origin), origin };
  });
}

function limitTexts(read: (kind: LimitKind) => { text: string | undefined; origin: string }): LimitTexts {
  const texts: { -readonly [Kind in keyof LimitTexts]: LimitTexts[Kind] } = {};
  for (const kind of LIMIT_NAMES) {
    const { text, origin } = read(kind);
    if (text !== undefined && text !== "") texts[kind] = { text, origin };
  }
  return texts;
}
