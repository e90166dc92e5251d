/** All kinds of limits on a Lua script. */
export const LIMIT_NAMES = ["memory", "time", "output"] as const;

export type LimitKind = (typeof LIMIT_NAMES)[number];
