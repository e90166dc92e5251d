/** Lua's version as its _VERSION has it, after "Lua ". The module does not tell which release of it it is. */
export const LUA_VERSION = "5.4";
