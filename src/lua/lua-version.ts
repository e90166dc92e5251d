/** Lua's version as in _VERSION, after "Lua ". */
export const LUA_VERSION = "5.4";

/**
 * The commit of Lua's repository from which wasmoon 1.16.0 was built: so many commits after a release. The module does
 * not contain this.
 */
export const LUA_SOURCE = { release: "5.4.4", commitsAfter: 34, commit: "be908a7d" } as const;

/** The same, as `git describe` writes it. */
export const LUA_DESCRIPTION = `${LUA_SOURCE.release}-${LUA_SOURCE.commitsAfter}-g${LUA_SOURCE.commit}`;
