import type { Environment } from "../host/environment.ts";
import { HttpFault } from "../host/http-fault.ts";
import { parseAddress, type Address } from "./address.ts";

/** A variable that names a proxy. */
interface Variable {
  readonly name: string;
  readonly value: string;
}

/**
 * The proxy for an address by HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case of letters, as a URL with a port; undefined for none. The
 * rules are those of Go, and so of Helm (golang.org/x/net/http/httpproxy): this computer itself is reached directly. Throws HttpFault
 * if the proxy's address is not one of http or https.
 */
export function chooseProxy(environment: Pick<Environment, "get">, address: Address): string | undefined {
  const proxy = findVariable(environment, address.scheme === "https" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (proxy === undefined || isLoopback(address.host)) return undefined;
  // A server sets it from a header of its client's (CGI).
  if (address.scheme === "http" && environment.get("REQUEST_METHOD") !== undefined) return undefined;
  const exceptions = (findVariable(environment, "NO_PROXY")?.value ?? "")
    .split(",")
    .map((one) => one.trim().toLowerCase());
  if (exceptions.some((exception) => isExcepted(exception, address))) return undefined;
  return proxyUrl(proxy);
}

/** The URL has a port, because without one curl would take another than Bun and Helm. */
function proxyUrl({ name, value }: Variable): string {
  const address = parseProxy(value);
  if (address === undefined) throw new HttpFault("bad-proxy", name);
  const [, secret = ""] = /^(?:https?:\/\/)?([^/?#]*@)?/i.exec(value) ?? [];
  return `${address.scheme}://${secret}${address.host}:${address.port}`;
}

/** What a variable says of a proxy, as an address: without a scheme it is one of http. Undefined if it is not one of http or https. */
export function parseProxy(value: string): Address | undefined {
  return parseAddress(/^[a-z][a-z0-9+.-]*:\/\//i.test(value) ? value : `http://${value}`);
}

function findVariable({ get }: Pick<Environment, "get">, upper: string): Variable | undefined {
  for (const name of [upper, upper.toLowerCase()]) {
    const value = get(name);
    if (value !== undefined && value !== "") return { name, value };
  }
  return undefined;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || /^127\.\d+\.\d+\.\d+$/.test(host) || host === "[::1]";
}

function isExcepted(exception: string, { host, port }: Address): boolean {
  if (exception === "") return false;
  if (exception === "*") return true;
  const network = parseNetwork(exception);
  if (network !== undefined) return isInNetwork(host, network);
  const [, name = "", wanted] = /^(\[.*\]|[^:]*|[0-9a-f:]*:[0-9a-f:]*:[0-9a-f:]*)(?::(\d+))?$/.exec(exception) ?? [];
  if (wanted !== undefined && Number(wanted) !== port) return false;
  const bare = name.replace(/^\[|\]$/g, "").replace(/^\*(?=\.)/, "");
  const ours = host.replace(/^\[|\]$/g, "");
  if (bare.startsWith(".")) return ours.endsWith(bare);
  return bare !== "" && (ours === bare || ours.endsWith(`.${bare}`));
}

interface Network {
  readonly address: number;
  readonly bits: number;
}

/** A block of IPv4 addresses such as 10.0.0.0/8. */
function parseNetwork(text: string): Network | undefined {
  const [, dotted = "", bits = ""] = /^([\d.]+)\/(\d{1,2})$/.exec(text) ?? [];
  const address = parseIpv4(dotted);
  return address === undefined || Number(bits) > 32 ? undefined : { address, bits: Number(bits) };
}

function isInNetwork(host: string, { address, bits }: Network): boolean {
  const ours = parseIpv4(host);
  const size = 2 ** (32 - bits);
  return ours !== undefined && Math.floor(ours / size) === Math.floor(address / size);
}

function parseIpv4(text: string): number | undefined {
  const parts = text.split(".").map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : 256));
  if (parts.length !== 4 || parts.some((part) => part > 255)) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}
