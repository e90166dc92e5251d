/** A command that failed for a reason that its message tells. */
export const EXIT_FAILURE = 1;
/** A bug of luff (EX_SOFTWARE of sysexits.h). */
export const EXIT_BUG = 70;
