import { latin1 } from "./bytes.ts";

/**
 * How luaL_where writes a place: a chunk's name and a line. The name has no blank or ends in ".lua", or is a piece of
 * source code. A script's own text such as "usage: see http://host:80: …" has no such place.
 */
const PLACE = /^(?:\[string "[^\n]*?"\]|[^ \t\n]+|[^\n]*?\.lua):\d+: /;
/** Lua cuts off the names of chunks at 60 bytes, but a script can set any "=name". */
const LONGEST_PLACE = 200;

/** How library/arguments.lua ends an error whose place is lost. */
const WITHOUT_PLACE = "; the call stands behind 'return', so its line is not known";

/**
 * Whether an error's text is not empty, does not begin with the place where it was raised, and is not one of the library that says why it
 * has no place.
 */
export function isTextAlone(text: Uint8Array): boolean {
  if (text.length === 0 || PLACE.test(latin1(text.subarray(0, LONGEST_PLACE)))) return false;
  return latin1(text.subarray(-WITHOUT_PLACE.length)) !== WITHOUT_PLACE;
}
