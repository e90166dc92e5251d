/** A user and a password for a server. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

/** An address of http or https in its parts. A fragment is left out: it is never sent. */
export interface Address {
  readonly scheme: "http" | "https";
  readonly credentials: Credentials | undefined;
  /** In lower case; an IPv6 address has its brackets. */
  readonly host: string;
  readonly port: number;
  /** Begins with a slash. */
  readonly path: string;
  /** With its question mark, or "". */
  readonly query: string;
}

const PORTS = { http: 80, https: 443 } as const;
const MOST_PORT = 65_535;

/** A last part of a host that is a number: the whole host is then an IPv4 address for the engine, in whatever way it is written. */
const ENDS_IN_NUMBER = /(?:^|\.)(?:\d+|0x[0-9a-f]*)\.?$/i;
const OCTET = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const IPV4 = new RegExp(`^${OCTET}(?:\\.${OCTET}){3}$`);

/**
 * A text as an address; undefined if it is not one of http or https. The host is a name of ASCII letters, digits, dots, hyphens and underscores,
 * four decimal numbers, or an IPv6 address: whoever else reads it finds the same host.
 */
export function parseAddress(text: string): Address | undefined {
  const [, scheme = "", user, host = "", port, path = "", query = ""] =
    /^(https?):\/\/(?:([^/?#]*)@)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?(\/[^?#]*)?(\?[^#]*)?(?:#.*)?$/is.exec(
      text,
    ) ?? [];
  if (host === "" || /[\0-\x1f\x7f]/.test(text)) return undefined;
  if (ENDS_IN_NUMBER.test(host) && !IPV4.test(host)) return undefined;
  const known = scheme.toLowerCase() === "https" ? "https" : "http";
  const number = port === undefined ? PORTS[known] : Number(port);
  if (number === 0 || number > MOST_PORT) return undefined;
  return {
    scheme: known,
    credentials: user === undefined ? undefined : parseCredentials(user),
    host: host.toLowerCase(),
    port: number,
    path: path === "" ? "/" : path,
    query,
  };
}

function parseCredentials(text: string): Credentials {
  const colon = text.indexOf(":");
  const [user, password] = colon < 0 ? [text, ""] : [text.slice(0, colon), text.slice(colon + 1)];
  return { user: decode(user), password: decode(password) };
}

/** A percent sign that begins no escape stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Scheme, host and port: what a password is for. */
export function originOf({ scheme, host, port }: Address): string {
  return `${scheme}://${host}${port === PORTS[scheme] ? "" : `:${port}`}`;
}

/** The address that a request is made for. Characters that cannot stand in one are escaped. */
export function renderAddress(address: Address): string {
  const escaped = `${address.path}${address.query}`.replaceAll(/[^\x21-\x7e]|["<>\\^`{|}]/gu, encodeURIComponent);
  return originOf(address) + escaped;
}

/** The address without what may be a secret in it: user and password, and the query, which becomes "?…". */
export function showAddress(address: Address): string {
  return `${originOf(address)}${address.path}${address.query === "" ? "" : "?…"}`;
}

/** Whether a text is of an address of which `showAddress` has left out the query. */
export function hidesQuery(shown: string): boolean {
  return shown.endsWith("?…");
}

/** The address that a Location header means; undefined if it is not one of http or https. */
export function resolveLocation(base: Address, location: string): Address | undefined {
  if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return parseAddress(location);
  if (location.startsWith("//")) return parseAddress(`${base.scheme}:${location}`);
  const folder = base.path.slice(0, base.path.lastIndexOf("/") + 1);
  if (location.startsWith("/")) return parseAddress(originOf(base) + location);
  return parseAddress(originOf(base) + (location.startsWith("?") ? base.path : folder) + location);
}

/** The address of a file beside that of an address, with the same query, which may hold what lets the server give it out. */
export function besideAddress(address: Address, name: string): Address {
  return { ...address, path: address.path.slice(0, address.path.lastIndexOf("/") + 1) + name };
}

/** The last part of the path, as it is written there. */
export function lastPart({ path }: Address): string {
  return path.replace(/\/+$/, "").split("/").at(-1) ?? "";
}
