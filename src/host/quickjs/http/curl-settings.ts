import { HttpFault } from "../../http-fault.ts";
import type { ExchangeRequest, HttpHeader, HttpRequest } from "../../http.ts";
import { COUNT_OF_BODY } from "./body-reader.ts";

/** What the status 77 of curl says: a file or a folder of authorities cannot be used. */
const BAD_AUTHORITIES = "curl 77";

/** Makes an attempt with each of the texts of `curlSettings` until one does not end because curl could not use the file of authorities. */
export async function withCurlSettings<T>(
  request: HttpRequest & Pick<CurlRequest, "named">,
  os: string,
  attempt: (settings: string) => Promise<T>,
): Promise<T> {
  const [first, second] = curlSettings({ ...request, headers: Object.entries(request.headers) }, os);
  try {
    return await attempt(first);
  } catch (error) {
    if (second === undefined || !isBadAuthorities(error)) throw error;
    return attempt(second);
  }
}

/** Whether an attempt failed because curl could not use what the settings say of authorities. */
export function isBadAuthorities(error: unknown): boolean {
  return error instanceof HttpFault && error.detail === BAD_AUTHORITIES;
}

/** A file of authorities that are trusted too, and the folder with those of the system, if the environment names one. */
export interface NamedAuthorities {
  readonly file: string;
  readonly folder: string | undefined;
}

/** What the settings say. Without a method and a body it is a GET. */
interface CurlRequest extends Pick<HttpRequest, "url" | "proxy" | "caFile" | "silence"> {
  readonly headers: readonly HttpHeader[];
  readonly method?: string;
  /** The path of a file with the body. */
  readonly bodyFile?: string | undefined;
  readonly trustsAnyone?: ExchangeRequest["trustsAnyone"];
  /** What the environment names; undefined: curl finds that out itself. A `caFile` comes before it. */
  readonly named?: NamedAuthorities | undefined;
}

/**
 * The lines of a configuration file of curl for a request, and another such text to try after the first. With a file of authorities, curl
 * would go on trusting those in its own folder; a folder that is none is only an error for some TLS libraries (mbedTLS, wolfSSL), which
 * then get none.
 */
export function curlSettings(request: CurlRequest, os: string): readonly [string, string?] {
  const usual = settingsOf(request);
  if (request.caFile === undefined || os === "windows") return [usual];
  return [`capath = "/dev/null"\n${usual}`, usual];
}

function settingsOf(request: CurlRequest): string {
  const { url, headers, proxy, silence } = request;
  const seconds = Math.max(1, Math.ceil(silence / 1000));
  const values: readonly HttpHeader[] = [
    ["url", url],
    ["proto", "=http,https"],
    ["connect-timeout", String(silence / 1000)],
    // Less than one byte in a second, for so many seconds.
    ["speed-limit", "1"],
    ["speed-time", String(seconds)],
    ["write-out", COUNT_OF_BODY],
    ...(proxy === undefined ? [["noproxy", "*"] as const] : [["proxy", proxy] as const, ["noproxy", ""] as const]),
    ...authorityValues(request),
    ...methodValues(request),
    ...headers.map(([name, value]) => ["header", value === "" ? `${name};` : `${name}: ${value}`] as const),
  ];
  const flags = ["silent", "show-error", "include", "globoff", "no-buffer", "suppress-connect-headers"];
  if (request.method === "HEAD") flags.push("head");
  if (request.trustsAnyone === true) flags.push("insecure");
  return [...flags, ...values.map(([name, value]) => `${name} = ${quote(value)}`), ""].join("\n");
}

function authorityValues({ caFile, named }: CurlRequest): readonly HttpHeader[] {
  if (caFile !== undefined) return [["cacert", caFile]];
  if (named === undefined) return [];
  const folder = named.folder === undefined ? [] : [["capath", named.folder] as const];
  return [["cacert", named.file], ...folder];
}

function methodValues({ method = "GET", bodyFile, headers }: CurlRequest): readonly HttpHeader[] {
  const isNamed = bodyFile !== undefined || (method !== "GET" && method !== "HEAD");
  // curl would say itself what kind of text a body is, and wait for the server's consent to a long one.
  const own = ["content-type", "expect"].filter((name) => !headers.some(([given]) => given.toLowerCase() === name));
  return [
    ...(isNamed ? ([["request", method]] as const) : []),
    ...(bodyFile === undefined ? [] : [["data-binary", `@${bodyFile}`] as const]),
    ...(bodyFile === undefined ? [] : own.map((name) => ["header", `${name}:`] as const)),
  ];
}

const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v" };

function quote(value: string): string {
  return `"${value.replaceAll(/["\\]/g, "\\$&").replaceAll(/[\n\r\t\v]/g, (character) => ESCAPES[character] ?? "")}"`;
}
