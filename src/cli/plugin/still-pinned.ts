/** The end of a line about a plugin that has replaced a pinned one. */
export const STILL_PINNED = ", and still pinned";
