/** luff's own exit statuses, as the manual lists them. If a plugin ends by itself, its status is luff's. */

/** A command failed; for a Lua script: an uncaught error, no main, a chunk that does not compile. */
export const FAILURE = 1;
/** `luff plugin test` has nothing to test. */
export const NOTHING_TO_TEST = 2;
/** A bug of luff (EX_SOFTWARE of sysexits.h). */
export const BUG = 70;
/** A Lua script reached its output limit. */
export const OUTPUT_LIMIT = 122;
/** A Lua script reached its memory limit and did not handle the error. */
export const MEMORY_LIMIT = 123;
/** A Lua script reached its time limit; timeout(1) uses the same status. */
export const TIME_LIMIT = 124;
/** The machine that runs Lua failed: a WebAssembly trap. */
export const MACHINE_FAULT = 125;
/** On Windows a script is empty; a shell uses the same status for a file that it cannot execute. */
export const NOT_EXECUTABLE = 126;
/** On Windows no interpreter was found for a script; a shell uses the same status for a command that it does not find. */
export const INTERPRETER_NOT_FOUND = 127;
/** Plus the signal's number: a signal ended the script or the program, as shells report it. */
export const DIED_OF_SIGNAL = 128;
/** The reader closed the output; a shell reports the same for a program that SIGPIPE (13) ended. */
export const BROKEN_PIPE = DIED_OF_SIGNAL + 13;
