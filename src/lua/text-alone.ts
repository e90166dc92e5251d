import { latin1 } from "./bytes.ts";

/**
 * How luaL_where writes a place: a chunk's name, which holds no blank or ends in ".lua", or is a piece of source, and a line.
 * A text of the script's own such as "usage: see http://host:80: …" has none.
 */
const PLACE = /^(?:\[string "[^\n]*?"\]|[^ \t\n]+|[^\n]*?\.lua):\d+: /;
/** Lua cuts the names of chunks at 60 bytes; a chunk's own "=name" may be set by anybody. */
const LONGEST_PLACE = 200;

/** Whether an error's text has something to say and does not begin with the place where it was raised. */
export function isTextAlone(text: Uint8Array): boolean {
  return text.length > 0 && !PLACE.test(latin1(text.subarray(0, LONGEST_PLACE)));
}
