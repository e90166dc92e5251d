/** Lua's version as its _VERSION has it, after "Lua ". */
export const LUA_VERSION = "5.4";

/** The state of Lua's repository that wasmoon 1.16.0 is built from: so many commits after a release. The module does not say it. */
export const LUA_SOURCE = { release: "5.4.4", commitsAfter: 34, commit: "be908a7d" } as const;

/** The same as `git describe` writes it. */
export const LUA_DESCRIPTION = `${LUA_SOURCE.release}-${LUA_SOURCE.commitsAfter}-g${LUA_SOURCE.commit}`;
