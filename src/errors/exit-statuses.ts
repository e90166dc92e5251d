/** luff's own exit statuses. Where a plugin ends by itself, its status is luff's. The manual lists them. */

/** A command that failed; of a Lua script: an uncaught error, no main, a chunk that does not compile. */
export const FAILURE = 1;
/** A bug of luff (EX_SOFTWARE of sysexits.h). */
export const BUG = 70;
/** A Lua script reached its output limit. */
export const OUTPUT_LIMIT = 122;
/** A Lua script reached its memory limit and did not deal with it. */
export const MEMORY_LIMIT = 123;
/** A Lua script reached its time limit; timeout(1) has the same status for that. */
export const TIME_LIMIT = 124;
/** The machine that runs Lua failed: a WebAssembly trap. */
export const MACHINE_FAULT = 125;
/** Nothing on Windows runs a script; a shell has the same status for a command that it does not find. */
export const INTERPRETER_NOT_FOUND = 127;
/** With a signal's number added: a signal ended the script or the program, as shells report it. */
export const DIED_OF_SIGNAL = 128;
/** The reader of the output went away, as a shell reports a program that SIGPIPE (13) ended. */
export const BROKEN_PIPE = DIED_OF_SIGNAL + 13;
