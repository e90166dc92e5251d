import { resolveLocation, showAddress, type Address } from "./address.ts";

const MOST_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** A response that is being looked at. */
interface Redirect {
  readonly from: Address;
  readonly status: number;
  readonly location: string | undefined;
  /** How many redirects came before it. */
  readonly before: number;
}

/** Where a response sends the client; undefined if nowhere, and a text with the reason if luff does not go there. */
export function redirectTarget({ from, status, location, before }: Redirect): Address | string | undefined {
  if (!REDIRECTS.has(status) || location === undefined) return undefined;
  if (before === MOST_REDIRECTS) return `it redirects more than ${before} times`;
  const target = resolveLocation(from, location);
  if (target === undefined) return "it redirects to what is not an address of http or https";
  if (from.scheme === "http" || target.scheme === "https") return target;
  return `it redirects from https to http, to ${showAddress(target)}`;
}
