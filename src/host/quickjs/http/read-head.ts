import { HttpFault } from "../../http-fault.ts";
import type { HttpHeader } from "../../http.ts";
import { joined } from "./body-reader.ts";

export interface ResponseHead {
  readonly status: number;
  readonly headers: readonly HttpHeader[];
}

export interface ReadHead {
  readonly head: ResponseHead;
  /** The beginning of the body. */
  readonly rest: Uint8Array;
}

/** Far more than a server sends. The reference of helm.http has the number. */
const LONGEST_HEAD = 1 << 18;

/**
 * Takes what curl writes, part by part, and returns what comes before the body as soon as that is complete. Throws HttpFault for headers
 * that are none, and for far too many.
 */
export type HeadReader = (part: Uint8Array) => ReadHead | undefined;

/** A reader for one response; `decode` makes the text of it. */
export function createHeadReader(decode: (bytes: Uint8Array) => string): HeadReader {
  let bytes = new Uint8Array(0);
  return (part) => {
    // Most come in many parts, whose lines are not looked at again: an end has at most three bytes.
    let from = Math.max(0, bytes.length - 3);
    bytes = joined(bytes, part);
    for (let end = endOfHead(bytes, from); end > 0; end = endOfHead(bytes, from)) {
      if (end > LONGEST_HEAD) break;
      const head = parseHead(decode(bytes.subarray(0, end)));
      bytes = bytes.slice(end);
      from = 0;
      // 100 Continue, 103 Early Hints: the response is still to come.
      if (head.status >= 200) return { head, rest: bytes };
    }
    if (bytes.length > LONGEST_HEAD) throw new HttpFault("malformed", "headers without an end");
    return undefined;
  };
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The length of the lines up to an empty one, and it; 0 if there is none yet. The bytes before `from` have none. */
function endOfHead(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    const next = bytes[at + 1] === CARRIAGE_RETURN ? at + 2 : at + 1;
    if (bytes[next] === LINE_FEED) return next + 1;
  }
  return 0;
}

/** Control characters, which curl lets through. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** Whether all lengths of the body are one number that JavaScript can count: curl takes the last, and any that is too large. */
function hasSoundLength(headers: readonly HttpHeader[]): boolean {
  const lengths = new Set(headers.flatMap(([name, value]) => (name === "content-length" ? [value] : [])));
  return (
    lengths.size <= 1 && [...lengths].every((length) => /^\d+$/.test(length) && Number.isSafeInteger(Number(length)))
  );
}

function parseHead(text: string): ResponseHead {
  if (FORBIDDEN.test(text)) throw new HttpFault("malformed", "headers");
  const [first = "", ...lines] = text.split(/\r?\n/);
  const headers: HttpHeader[] = [];
  for (const line of lines) {
    const [, name, value = ""] = /^([^:\s]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) headers.push([name.toLowerCase(), value]);
  }
  if (!hasSoundLength(headers)) throw new HttpFault("malformed", "Content-Length");
  return { status: Number(/^HTTP\/\S+ (\d{3})/.exec(first)?.[1] ?? 0), headers };
}
