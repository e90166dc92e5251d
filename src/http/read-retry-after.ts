import type { Host } from "../host/host.ts";
import type { HttpResponse } from "../host/http.ts";

/**
 * How long a response asks to wait, in milliseconds; the header has seconds or a date. Where a limit on requests is used up, another one says when it
 * ends.
 */
export function readRetryAfter(
  { clock }: { readonly clock: Pick<Host["clock"], "now"> },
  { headers }: Pick<HttpResponse, "headers">,
): number | undefined {
  const text = headers.get("retry-after");
  const reset = headers.get("x-ratelimit-remaining") === "0" ? Number(headers.get("x-ratelimit-reset")) : Number.NaN;
  if (text === undefined) return Number.isNaN(reset) ? undefined : Math.max(0, reset * 1000 - clock.now());
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - clock.now());
}
