import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import type { Exchange, HttpHeader } from "../host/http.ts";
import { parseAddress, showAddress, type Address } from "../http/address.ts";
import { ExchangeError, openExchange } from "../http/open-exchange.ts";
import type { ExtismCall } from "./extism-call.ts";
import { matchHost } from "./match-host.ts";
import { ModuleFault } from "./module-fault.ts";

export type HttpClientHost = Pick<Host, "os" | "http" | "files" | "environment">;

/** How long a server may send nothing, in milliseconds. */
const SILENCE = 60_000;
/** The user's variables that say how to reach a server. All others could be a secret that the module must not send. */
const PROXIES = /^(?:https?_proxy|no_proxy|request_method)$/i;

interface ModuleRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly HttpHeader[];
}

/** The requests of one module. Each waits for its response, whose status and headers are kept until the next one. */
export class HttpClient {
  status = 0;
  headers: Readonly<Record<string, string>> = {};
  readonly #host: HttpClientHost;
  readonly #call: ExtismCall;

  constructor(host: HttpClientHost, call: ExtismCall) {
    this.#call = call;
    // Neither the user's netrc nor a token is the module's.
    const get = (name: string): string | undefined => (PROXIES.test(name) ? host.environment.get(name) : undefined);
    this.#host = {
      os: host.os,
      files: host.files,
      get http() {
        return host.http;
      },
      environment: { ...host.environment, home: "", get },
    };
  }

  /** Makes the request of a text in JSON, and returns the body of its response. Throws ModuleFault. */
  request(text: string, body: Uint8Array | undefined): Uint8Array {
    this.status = 0;
    this.headers = {};
    const { url, method, headers } = readRequest(text);
    const address = parseAddress(url);
    if (address === undefined) throw new ModuleFault("it makes a request to what is not an address of http or https");
    const refusal = this.#refusal(address);
    if (refusal !== undefined) throw new ModuleFault(`it ${refusal}`, ALLOW);
    try {
      return this.#exchange(address, { method, headers, body });
    } catch (error) {
      if (error instanceof ExchangeError || error instanceof HostError) {
        throw new ModuleFault(`its request failed: ${error.message}`);
      }
      throw error;
    }
  }

  #exchange(
    address: Address,
    payload: Pick<ModuleRequest, "method" | "headers"> & { readonly body: Uint8Array | undefined },
  ): Uint8Array {
    const { exchange } = openExchange(this.#host, {
      ...payload,
      address,
      caFile: undefined,
      trustsAnyone: false,
      silence: SILENCE,
      isStopped: () => false,
      follows: true,
      refusal: (target) => {
        const refusal = this.#refusal(target);
        return refusal === undefined ? undefined : `the plugin ${refusal}`;
      },
      userAgent: this.#call.userAgent,
    });
    try {
      this.status = exchange.status;
      this.headers = joined(exchange.headers);
      return this.#body(exchange, address);
    } finally {
      exchange.close();
    }
  }

  #body(exchange: Exchange, address: Address): Uint8Array {
    const { responseBytes } = this.#call.limits;
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let part = exchange.read(); part !== undefined; part = exchange.read()) {
      length += part.length;
      if (length > responseBytes) {
        throw new ModuleFault(
          `the response of ${showAddress(address)} has more than ${responseBytes} bytes`,
          "Its author can set runtimeConfig.memory.maxHttpResponseBytes to a larger value.",
        );
      }
      parts.push(part.slice());
    }
    const body = new Uint8Array(length);
    let at = 0;
    for (const part of parts) {
      body.set(part, at);
      at += part.length;
    }
    return body;
  }

  /** Why an address is not asked; undefined if it may be. */
  #refusal(address: Address): string | undefined {
    if (matchHost(this.#call.allowedHosts, address.host)) return undefined;
    return `may not make a request to ${showAddress(address)}: runtimeConfig.allowedHosts does not have this host`;
  }
}

const ALLOW = "If the plugin should reach this host, add its name to the manifest.";

/** Go, in which Helm is written, does not look at the case of keys. */
function readRequest(text: string): ModuleRequest {
  const fields = lowerKeys(parseJson(text));
  const { url, method, headers } = fields;
  if (typeof url !== "string") throw new ModuleFault('it makes a request that is not JSON with a text "url"');
  return {
    url,
    method: typeof method === "string" && method !== "" ? method.toUpperCase() : "GET",
    headers: Object.entries(isMap(headers) ? headers : {}).map(([name, value]) => [name, bytesAsText(String(value))]),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function lowerKeys(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one])) : {};
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A header's value is bytes, a character each. */
function bytesAsText(text: string): string {
  return [...new TextEncoder().encode(text)].map((byte) => String.fromCharCode(byte)).join("");
}

function joined(headers: readonly HttpHeader[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  for (const [name, value] of headers) {
    values[name] = Object.hasOwn(values, name) ? `${values[name]},${value}` : value;
  }
  return values;
}
