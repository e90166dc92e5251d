import { HttpFault } from "../http-fault.ts";
import type { HttpRequest } from "../http.ts";

/** What the status 77 of curl says: a file or a folder of authorities cannot be used. */
const BAD_AUTHORITIES = "curl 77";

/**
 * Makes an attempt with the lines of a configuration file of curl. With a file of authorities, curl would go on trusting those in
 * its own folder; a folder that is none is only an error for some TLS libraries (mbedTLS, wolfSSL), which then get none.
 */
export async function withCurlSettings<T>(
  request: HttpRequest,
  os: string,
  attempt: (settings: string) => Promise<T>,
): Promise<T> {
  const usual = settingsOf(request);
  if (request.caFile === undefined || os === "windows") return attempt(usual);
  try {
    return await attempt(`capath = "/dev/null"\n${usual}`);
  } catch (error) {
    if (!(error instanceof HttpFault) || error.detail !== BAD_AUTHORITIES) throw error;
    return attempt(usual);
  }
}

function settingsOf({ url, headers, proxy, caFile, silence }: HttpRequest): string {
  const seconds = Math.max(1, Math.ceil(silence / 1000));
  const values: readonly (readonly [string, string])[] = [
    ["url", url],
    ["proto", "=http,https"],
    ["connect-timeout", String(silence / 1000)],
    // Less than one byte in a second, for so many seconds.
    ["speed-limit", "1"],
    ["speed-time", String(seconds)],
    ...(proxy === undefined ? [["noproxy", "*"] as const] : [["proxy", proxy] as const, ["noproxy", ""] as const]),
    ...(caFile === undefined ? [] : ([["cacert", caFile]] as const)),
    ...Object.entries(headers).map(([name, value]) => ["header", `${name}: ${value}`] as const),
  ];
  const flags = ["silent", "include", "globoff", "suppress-connect-headers"];
  return [...flags, ...values.map(([name, value]) => `${name} = ${quote(value)}`), ""].join("\n");
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" };

function quote(value: string): string {
  return `"${value.replaceAll(/["\\]/g, "\\$&").replaceAll(/[\n\r\t\v]/g, (character) => ESCAPES[character] ?? "")}"`;
}
