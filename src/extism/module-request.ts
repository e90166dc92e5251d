import type { HttpHeader } from "../host/http.ts";
import { lowerKeys } from "./lower-keys.ts";
import { ModuleFault } from "./module-fault.ts";

/** A request as a module describes it. */
export interface ModuleRequest {
  readonly url: string;
  /** In capitals. */
  readonly method: string;
  /** Those that a module may set. */
  readonly headers: readonly HttpHeader[];
  /** Undefined for none. */
  readonly body: Uint8Array | undefined;
}

/** The methods that every host sends as they are. */
const METHODS: ReadonlySet<string> = new Set([
  ...["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"],
  ...["PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "REPORT", "SEARCH"],
]);
/** What belongs to the connection, which is luff's: with a Host of its own a module could reach a server that is not allowed. */
const OF_CONNECTION = /^(?:host|connection|keep-alive|te|trailer|upgrade|content-length|transfer-encoding|proxy-.*)$/i;
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/**
 * The request that a text in JSON describes. The case of keys does not matter. Headers of the connection are left
 * out. Throws ModuleFault for what cannot be sent.
 */
export function readRequest(text: string, bytes: Uint8Array | undefined): ModuleRequest {
  const { url, method: word, headers } = lowerKeys(parseJson(text)) ?? {};
  if (typeof url !== "string") throw new ModuleFault('it makes a request that is not JSON with a text "url"');
  const method = typeof word === "string" && word !== "" ? word.toUpperCase() : "GET";
  if (!METHODS.has(method)) {
    throw new ModuleFault(
      `it makes a request with the method ${JSON.stringify(method)}, expected one of HTTP, such as POST`,
    );
  }
  const body = bytes?.length === 0 ? undefined : bytes;
  if (body !== undefined && (method === "GET" || method === "HEAD")) {
    throw new ModuleFault(`it makes a request with the method ${method} and a body: such a request has none`);
  }
  return { url, method, headers: readHeaders(isMap(headers) ? headers : {}), body };
}

function readHeaders(headers: Readonly<Record<string, unknown>>): readonly HttpHeader[] {
  const own = Object.entries(headers).filter(([name]) => !OF_CONNECTION.test(name));
  return own.map(([name, value]) => [requireName(name), requireLine(name, String(value))]);
}

function requireName(name: string): string {
  if (TOKEN.test(name)) return name;
  throw new ModuleFault(`it makes a request with ${JSON.stringify(name)}, which is not the name of a header`);
}

/** A header's value is bytes, a character each. The value may be a secret, and is not in the message. */
function requireLine(name: string, text: string): string {
  if (/[\0\r\n]/.test(text)) {
    throw new ModuleFault(`it makes a request whose header ${name} is not one line without zero bytes`);
  }
  return [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join("");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
