import type { Host } from "../host/host.ts";
import { HttpFault } from "../host/http-fault.ts";
import type { HttpResponse } from "../host/http.ts";
import { encodeBase64 } from "../text/encode-base64.ts";
import { originOf, renderAddress, showAddress, type Address, type Credentials } from "./address.ts";
import { chooseProxy } from "./choose-proxy.ts";
import { DownloadError, faultError, statusError, WRONG_SERVER } from "./download-error.ts";
import { findNetrcCredentials } from "./netrc.ts";
import { readRetryAfter } from "./read-retry-after.ts";
import { redirectTarget } from "./redirect-target.ts";
import { requireAuthorities } from "./require-authorities.ts";

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
    const { status, headers } = response;
    const target = redirectTarget({ from: address, status, location: headers.get("location"), before: redirects });
    if (target === undefined) {
      const isKnown = "Authorization" in secret;
      throw statusError(address, response, { isKnown, retryAfter: readRetryAfter(host, response) });
    }
    if (typeof target === "string") throw badRedirect(address, target);
    address = target;
  }
}

interface Target {
  readonly address: Address;
  /** The header with the password, if there is one. */
  readonly secret: Readonly<Record<string, string>>;
}

async function requestOnce(host: HttpHost, request: Request, { address, secret }: Target): Promise<HttpResponse> {
  const { connection, guard } = request;
  const url = renderAddress(address);
  let proxy: string | undefined;
  try {
    proxy = chooseProxy(host.environment, address);
    requireAuthorities(host, { url, caFile: connection.caFile });
    return await host.http.get({
      url,
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
  host: Pick<Host, "os" | "files" | "environment">,
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

/** The value of the header Authorization for a user and a password. */
export function basicAuthorization({ user, password }: Credentials): string {
  return `Basic ${encodeBase64(new TextEncoder().encode(`${user}:${password}`))}`;
}

function badRedirect(address: Address, reason: string): DownloadError {
  return new DownloadError(`cannot download ${showAddress(address)}: ${reason}`, {
    hint: WRONG_SERVER,
  });
}
