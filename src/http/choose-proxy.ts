import type { Environment } from "../host/environment.ts";
import type { Address } from "./address.ts";

/**
 * The proxy for an address by HTTP_PROXY, HTTPS_PROXY and NO_PROXY, in either case of letters; undefined for none. The
 * rules are those of Go, and so of Helm (golang.org/x/net/http/httpproxy): this computer itself is reached directly.
 */
export function chooseProxy(environment: Pick<Environment, "get">, address: Address): string | undefined {
  const proxy = valueOf(environment, address.scheme === "https" ? "HTTPS_PROXY" : "HTTP_PROXY");
  if (proxy === undefined || isLoopback(address.host)) return undefined;
  // A server sets it from a header of its client's (CGI).
  if (address.scheme === "http" && environment.get("REQUEST_METHOD") !== undefined) return undefined;
  const exceptions = (valueOf(environment, "NO_PROXY") ?? "").split(",").map((one) => one.trim().toLowerCase());
  if (exceptions.some((exception) => isExcepted(exception, address))) return undefined;
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
}

function valueOf({ get }: Pick<Environment, "get">, name: string): string | undefined {
  return [get(name), get(name.toLowerCase())].find((value) => value !== undefined && value !== "");
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
