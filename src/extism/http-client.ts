import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import type { Exchange, HttpHeader } from "../host/http.ts";
import { partlyChanged } from "../host/partly-changed.ts";
import { parseAddress, showAddress, type Address } from "../http/address.ts";
import { ExchangeError, openExchange } from "../http/open-exchange.ts";
import { countOf } from "../text/count-of.ts";
import type { ExtismCall } from "./extism-call.ts";
import { matchHost } from "./match-host.ts";
import { ModuleFault } from "./module-fault.ts";
import { MORE_PAGES, moreOf, PAGE } from "./module-limits.ts";
import { readRequest, type ModuleRequest } from "./module-request.ts";
import { joinChunks } from "../text/join-chunks.ts";

export type HttpClientHost = Pick<Host, "os" | "http" | "files" | "environment">;

/** How long a server may send nothing, in milliseconds. */
const SILENCE = 60_000;
/** The user's variables that say how to reach a server. All others could be a secret that the module must not send. */
const PROXIES = /^(?:https?_proxy|no_proxy|request_method)$/i;

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
      environment: partlyChanged(host.environment, { home: "", get }),
    };
  }

  /** Makes the request of a text in JSON, and returns the body of its response. Throws ModuleFault. */
  request(text: string, body: Uint8Array | undefined): Uint8Array {
    this.status = 0;
    this.headers = {};
    const request = readRequest(text, body);
    const address = parseAddress(request.url);
    if (address === undefined) throw new ModuleFault("it makes a request to what is not an address of http or https");
    const refusal = this.#refusal(address);
    if (refusal !== undefined) throw new ModuleFault(`it ${refusal}`, ALLOW);
    try {
      return this.#exchange(address, request);
    } catch (error) {
      if (error instanceof ExchangeError || error instanceof HostError) {
        throw new ModuleFault(`its request failed: ${error.message}`);
      }
      throw error;
    }
  }

  #exchange(address: Address, { method, headers, body }: ModuleRequest): Uint8Array {
    const { exchange } = openExchange(this.#host, {
      method,
      headers,
      body,
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
    const { responseBytes, pages } = this.#call.limits;
    const most = Math.min(responseBytes, pages * PAGE);
    const parts: Uint8Array[] = [];
    let length = 0;
    for (let part = exchange.read(); part !== undefined; part = exchange.read()) {
      length += part.length;
      if (length > most) {
        throw new ModuleFault(
          `the response of ${showAddress(address)} has more than ${countOf(most, "byte")}`,
          most === responseBytes ? moreOf("maxHttpResponseBytes") : MORE_PAGES,
        );
      }
      parts.push(part.slice());
    }
    return joinChunks(parts);
  }

  /** Why an address is not asked; undefined if it may be. */
  #refusal(address: Address): string | undefined {
    if (matchHost(this.#call.allowedHosts, address.host)) return undefined;
    return `may not make a request to ${showAddress(address)}: runtimeConfig.allowedHosts does not have this host`;
  }
}

const ALLOW = "If the plugin should reach this host, add its name to the manifest.";

function joined(headers: readonly HttpHeader[]): Readonly<Record<string, string>> {
  const values: Record<string, string> = Object.create(null);
  for (const [name, value] of headers) {
    values[name] = name in values ? `${values[name]},${value}` : value;
  }
  return values;
}
