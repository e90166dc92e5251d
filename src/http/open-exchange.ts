import type { Host } from "../host/host.ts";
import { HttpFault } from "../host/http-fault.ts";
import type { Exchange, ExchangeRequest, HttpHeader } from "../host/http.ts";
import { originOf, renderAddress, showAddress, type Address } from "./address.ts";
import { chooseProxy } from "./choose-proxy.ts";
import { describeFault } from "./download-error.ts";
import { findApiToken } from "./github-token.ts";
import { findNetrcCredentials } from "./netrc.ts";
import { basicAuthorization } from "./open-response.ts";
import { redirectTarget } from "./redirect-target.ts";
import { requireAuthorities } from "./require-authorities.ts";

/** A request of a script, which waits for the response. */
export interface ScriptRequest extends Pick<
  ExchangeRequest,
  "method" | "headers" | "body" | "caFile" | "trustsAnyone" | "silence" | "isStopped"
> {
  readonly address: Address;
  /** The proxy for every address; undefined: the one that the environment has for it. */
  readonly proxy?: string | undefined;
  /** Whether redirects are followed. */
  readonly follows: boolean;
  /** Why a redirect must not go to an address: a text that follows "it redirects, and". Undefined if it may, as without this function. */
  readonly refusal?: (address: Address) => string | undefined;
  /** How luff introduces itself, if the script does not. */
  readonly userAgent: string;
}

export interface OpenExchange {
  readonly exchange: Exchange;
  /** Where the response came from after all redirects. */
  readonly address: Address;
}

/** Why a script got no response. The message has nothing secret. */
export class ExchangeError extends Error {
  override readonly name = "ExchangeError";
  /** What the host said; undefined if the redirects were at fault. */
  readonly fault: HttpFault | undefined;

  constructor(message: string, fault?: HttpFault) {
    super(message);
    this.fault = fault;
  }
}

type ExchangeHost = Pick<Host, "os" | "http" | "files" | "environment">;

/** What is sent besides the address. */
interface Payload {
  readonly method: string;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array | undefined;
}

/**
 * Makes a request and follows redirects. Another server gets none of the headers that could have a secret, and nothing goes from https to
 * http. Returns a response of any status. Throws ExchangeError, and ExchangeStopped.
 */
export function openExchange(host: ExchangeHost, request: ScriptRequest): OpenExchange {
  let { address } = request;
  let payload: Payload = { method: request.method, headers: request.headers, body: request.body };
  for (let redirects = 0; ; redirects++) {
    const exchange = exchangeOnce(host, request, { address, payload });
    const location = exchange.headers.find(([name]) => name === "location")?.[1];
    const redirect = { from: address, status: exchange.status, location, before: redirects };
    const target = request.follows ? redirectTarget(redirect) : undefined;
    if (target === undefined) return { exchange, address };
    exchange.close();
    if (typeof target === "string") throw new ExchangeError(`${showAddress(address)}: ${target}`);
    const refusal = request.refusal?.(target);
    if (refusal !== undefined) throw new ExchangeError(`${showAddress(address)}: it redirects, and ${refusal}`);
    payload = payloadFor(payload, exchange.status, originOf(target) === originOf(address));
    address = target;
  }
}

interface Step {
  readonly address: Address;
  readonly payload: Payload;
}

function exchangeOnce(host: ExchangeHost, request: ScriptRequest, { address, payload }: Step): Exchange {
  const { caFile, trustsAnyone, silence, isStopped } = request;
  let { proxy } = request;
  const said = (error: unknown): unknown =>
    error instanceof HttpFault ? new ExchangeError(describeFault(address, error, proxy), error) : error;
  const url = renderAddress(address);
  const headers = completeHeaders(host, request, { address, payload });
  try {
    proxy ??= chooseProxy(host.environment, address);
    const transport = { url, proxy, caFile, trustsAnyone, silence, isStopped };
    requireAuthorities(host, { url, caFile: trustsAnyone ? undefined : caFile });
    const exchange = host.http.exchange({ ...transport, ...payload, headers });
    return { ...exchange, read: () => trying(() => exchange.read(), said) };
  } catch (error) {
    throw said(error);
  }
}

function trying<T>(call: () => T, said: (error: unknown) => unknown): T {
  try {
    return call();
  } catch (error) {
    throw said(error);
  }
}

/** The script's headers, and luff's where it gave none. */
function completeHeaders(
  host: ExchangeHost,
  request: ScriptRequest,
  { address, payload }: Step,
): readonly HttpHeader[] {
  const given = new Set(payload.headers.map(([name]) => name.toLowerCase()));
  const authorization = given.has("authorization") ? undefined : findAuthorization(host, request, address);
  const own: readonly HttpHeader[] = [
    ["User-Agent", request.userAgent],
    ["Accept", "*/*"],
    // Otherwise a server may compress an archive once more.
    ["Accept-Encoding", "identity"],
    ...(authorization === undefined ? [] : [["Authorization", authorization] as const]),
  ];
  return [...own.filter(([name]) => !given.has(name.toLowerCase())), ...payload.headers];
}

/** The user's secret for a server: what stands in the address, then a token for GitHub's API, then netrc. */
function findAuthorization(host: ExchangeHost, request: ScriptRequest, address: Address): string | undefined {
  const isFirst = originOf(address) === originOf(request.address);
  const inAddress = isFirst ? request.address.credentials : undefined;
  if (inAddress !== undefined) return basicAuthorization(inAddress);
  const token = findApiToken(host.environment, address);
  if (token !== undefined) return `Bearer ${token.value}`;
  const found = findNetrcCredentials(host, address.host.replace(/^\[|\]$/g, ""));
  return found && basicAuthorization(found);
}

/** Headers that say nothing that only one server may know. */
const HARMLESS: ReadonlySet<string> = new Set([
  ...["accept", "accept-encoding", "accept-language", "cache-control", "content-encoding", "content-language"],
  ...["content-type", "if-modified-since", "if-none-match", "range", "user-agent"],
]);
const OF_A_BODY = /^(?:content-|expect$|transfer-encoding$)/i;

/** What the target of a redirect gets: after 301, 302 and 303 a GET without the body, as browsers and curl do it. */
function payloadFor({ method, headers, body }: Payload, status: number, isSameServer: boolean): Payload {
  const kept = headers.filter(([name]) => isSameServer || HARMLESS.has(name.toLowerCase()));
  const keepsMethod = status > 303 || method === "GET" || method === "HEAD" || (status !== 303 && method !== "POST");
  if (keepsMethod) return { method, headers: kept, body };
  return { method: "GET", headers: kept.filter(([name]) => !OF_A_BODY.test(name)), body: undefined };
}
