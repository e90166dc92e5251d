import type { Host } from "../host/host.ts";
import { HttpFault } from "../host/http-fault.ts";
import type { HttpResponse } from "../host/http.ts";
import { encodeBase64 } from "../text/encode-base64.ts";
import { originOf, renderAddress, resolveLocation, showAddress, type Address, type Credentials } from "./address.ts";
import { chooseProxy } from "./choose-proxy.ts";
import { DownloadError, faultError, statusError, WRONG_SERVER } from "./download-error.ts";
import { findNetrcCredentials } from "./netrc.ts";

/** How luff reaches servers. */
export interface Connection {
  /** A file with the certificates of the only authorities that are trusted. */
  readonly caFile?: string;
  /** For the server of the first address alone. */
  readonly credentials?: Credentials;
  /** How long a server may send nothing, in milliseconds. */
  readonly silence: number;
  /** How luff introduces itself. */
  readonly userAgent: string;
}

/** Throws where the download must end. */
export type Guard = () => Promise<void>;

export interface Request {
  readonly address: Address;
  readonly connection: Connection;
  readonly guard: Guard;
  /** The media type that the server is asked for; any by default. */
  readonly accept?: string;
  /** The value of the header Authorization for the server of the first address alone, which then gets no other password. */
  readonly authorization?: string | undefined;
}

export type HttpHost = Pick<Host, "os" | "http" | "files" | "environment" | "clock">;

/** A response with status 200, and the address that it came from after all redirects. */
export interface OpenResponse {
  readonly response: HttpResponse;
  readonly address: Address;
}

const MOST_REDIRECTS = 10;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Requests an address and follows redirects. What is secret goes to the first server alone, and never from https to http.
 * Throws DownloadError.
 */
export async function openResponse(host: HttpHost, request: Request): Promise<OpenResponse> {
  let { address } = request;
  for (let redirects = 0; ; redirects++) {
    const secret = authorization(host, request, address);
    const response = await requestOnce(host, request, { address, secret });
    if (response.status === 200) return { response, address };
    response.close();
    const location = response.headers.get("location");
    if (!REDIRECTS.has(response.status) || location === undefined) {
      const isKnown = "Authorization" in secret;
      throw statusError(address, response, { isKnown, retryAfter: readRetryAfter(host, response) });
    }
    if (redirects === MOST_REDIRECTS) throw badRedirect(request.address, `it redirects more than ${redirects} times`);
    address = requireTarget(address, location);
  }
}

interface Target {
  readonly address: Address;
  /** The header with the password, if there is one. */
  readonly secret: Readonly<Record<string, string>>;
}

async function requestOnce(host: HttpHost, request: Request, { address, secret }: Target): Promise<HttpResponse> {
  const { connection, guard } = request;
  const proxy = chooseProxy(host.environment, address);
  try {
    return await host.http.get({
      url: renderAddress(address),
      headers: {
        "User-Agent": connection.userAgent,
        Accept: request.accept ?? "*/*",
        // Otherwise a server may compress an archive once more.
        "Accept-Encoding": "identity",
        ...secret,
      },
      proxy,
      caFile: connection.caFile,
      silence: connection.silence,
      guard,
    });
  } catch (error) {
    throw error instanceof HttpFault ? faultError(address, error, proxy) : error;
  }
}

/** What only one server may see: given credentials and those in the address first, then those of netrc. */
function authorization(
  host: HttpHost,
  { address: first, connection, authorization: given }: Request,
  address: Address,
): Readonly<Record<string, string>> {
  const isFirst = originOf(address) === originOf(first);
  if (isFirst && given !== undefined) return { Authorization: given };
  const credentials =
    (isFirst ? (connection.credentials ?? first.credentials) : undefined) ??
    findNetrcCredentials(host, address.host.replace(/^\[|\]$/g, ""));
  return credentials === undefined ? {} : { Authorization: basicAuthorization(credentials) };
}

function basicAuthorization({ user, password }: Credentials): string {
  return `Basic ${encodeBase64(new TextEncoder().encode(`${user}:${password}`))}`;
}

function requireTarget(from: Address, location: string): Address {
  const target = resolveLocation(from, location);
  if (target === undefined) throw badRedirect(from, "it redirects to what is not an address of http or https");
  if (from.scheme === "https" && target.scheme === "http") {
    throw badRedirect(from, `it redirects from https to http, to ${showAddress(target)}`);
  }
  return target;
}

function badRedirect(address: Address, reason: string): DownloadError {
  return new DownloadError(`cannot download ${showAddress(address)}: ${reason}`, {
    hint: WRONG_SERVER,
  });
}

/** Milliseconds; the header has seconds or a date. Where a limit on requests is used up, another one says when it ends. */
function readRetryAfter({ clock }: HttpHost, { headers }: HttpResponse): number | undefined {
  const text = headers.get("retry-after");
  const reset = headers.get("x-ratelimit-remaining") === "0" ? Number(headers.get("x-ratelimit-reset")) : Number.NaN;
  if (text === undefined) return Number.isNaN(reset) ? undefined : Math.max(0, reset * 1000 - clock.now());
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - clock.now());
}
