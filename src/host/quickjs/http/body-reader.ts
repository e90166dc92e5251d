import { HttpFault } from "../../http-fault.ts";

/** What curl writes last: how many bytes the body has. It cannot be a part of trailers, and Windows translates no line feed in it. */
export const COUNT_OF_BODY = "\r\r%{size_download}";

/** Takes what curl writes after the head. curl writes the trailers of a body too, after it, and then COUNT_OF_BODY. */
export interface BodyReader {
  /** The next of the body, with this part; empty as long as all of it may be trailers. */
  take(part: Uint8Array): Uint8Array;
  /** The rest of the body, once, as curl writes nothing more. Throws HttpFault if there were far too many trailers. */
  end(): Uint8Array;
}

/** Far more than a server sends. */
const LONGEST_TRAILERS = 1 << 14;
const LONGEST_COUNT = 24;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** A reader for the body of one response. */
export function createBodyReader(): BodyReader {
  let held: Uint8Array = new Uint8Array();
  let given = 0;
  return {
    take(part) {
      const bytes = held.length === 0 ? part : joined(held, part);
      const end = startOfEnd(bytes);
      held = bytes.slice(end);
      given += end;
      return bytes.subarray(0, end);
    },
    end() {
      const [mark = "", count] = /\r\r(\d+)$/.exec(textOf(held.subarray(-LONGEST_COUNT))) ?? [];
      const rest = held.subarray(0, held.length - mark.length);
      held = new Uint8Array();
      // A curl that was ended counts nothing.
      const left = count === undefined ? rest.length : Number(count) - given;
      if (left < 0) throw new HttpFault("malformed", "trailers");
      given += left;
      return rest.subarray(0, left);
    },
  };
}

/** Where what may be trailers and the count begins: lines that end as those of HTTP do, of which the first may belong to the body in part. */
function startOfEnd(bytes: Uint8Array): number {
  const last = bytes.subarray(-LONGEST_TRAILERS);
  for (let at = last.lastIndexOf(LINE_FEED); at >= 0; at = at === 0 ? -1 : last.lastIndexOf(LINE_FEED, at - 1)) {
    if (last[at - 1] !== CARRIAGE_RETURN) return bytes.length - last.length + at + 1;
  }
  return bytes.length - last.length;
}

/** One after the other. */
export function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
