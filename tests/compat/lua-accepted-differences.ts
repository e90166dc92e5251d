/** A case whose outcome differs from the reference interpreter's, and why. */
export interface AcceptedDifference {
  readonly name: string;
  readonly reason: string;
  /** The releases of the reference interpreter that differ; absent: all of them. */
  readonly releases?: RegExp;
}

/**
 * Everything in which luff's Lua is known to differ from Debian's lua5.4 on Linux, whatever its release. A case that
 * agrees again fails the test, so that nothing stays here unnoticed.
 */
export const ACCEPTED_DIFFERENCES: readonly AcceptedDifference[] = [
  { name: "errors/the empty message", reason: "luff says that the error has no text" },
  {
    name: "exit/exit with a negative number",
    reason: "a status that the system cannot represent becomes 1; C uses its lowest byte, 255",
  },
  {
    name: "exit/exit with a number beyond a byte",
    reason: "a status that the system cannot represent becomes 1; C uses its lowest byte, which may be 0",
  },
  {
    name: "load/the interpreter before the script",
    reason: "luff has no interpreter before the script, so arg has no negative indices",
  },
  {
    name: "require/searchers",
    reason: "luff has a fifth searcher, for its own libraries",
  },
  {
    name: "require/searchers of libraries in C",
    reason: "luff has a fifth searcher, for its own libraries",
  },
  {
    name: "metamethods/__lt does for __le",
    reason: "Debian builds its interpreter with LUA_COMPAT_5_3; the engine is a plain 5.4",
  },
  {
    name: "numbers/hexadecimal floats below the normal ones",
    reason: "musl writes a normalised mantissa where glibc writes a leading zero; both read back the same",
  },
  {
    name: "pack/sizes that follow the machine",
    reason: "long and size_t are four bytes in 32-bit WebAssembly",
  },
  {
    name: "require/LUA_PATH and its versions",
    reason: "modules come from the plugin's folder and not from the caller's environment",
  },
  {
    name: "require/LUA_PATH_5_4 wins and keeps the default",
    reason: "modules come from the plugin's folder and not from the caller's environment",
  },
  {
    name: "require/a missing module without paths",
    reason: "an empty package.cpath is not searched, so there is no line about a file without a name",
  },
  {
    name: "tables/remove beyond the end",
    reason: "5.4.5 counts the position as argument 2 of table.remove, 5.4.4 as argument 1",
    releases: /^5\.4\.[0-4]$/,
  },
];
