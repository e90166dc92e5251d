import { HttpFault } from "../http-fault.ts";
import type { Http, HttpRequest, HttpResponse } from "../http.ts";
import { authorities } from "./http/authorities.ts";
import type { exchange } from "./http/exchange.ts";
import { faultOf } from "./http/fault-of.ts";

/** Requests with Bun's fetch. */
export const http: Http = {
  get,
  exchange(request) {
    const loaded = require("./http/exchange.ts") as { readonly exchange: typeof exchange };
    return loaded.exchange(request);
  },
};

async function get(request: HttpRequest): Promise<HttpResponse> {
  const transfer = beginTransfer(request);
  try {
    const response = await start(request, transfer.signal);
    transfer.note();
    return {
      status: response.status,
      headers: new Map(response.headers),
      body: readBody(response, transfer),
      close: () => transfer.end(),
    };
  } catch (error) {
    transfer.end();
    throw faultOf(error);
  }
}

/** Bun reads these when a request starts, and would go past the proxy that it is given. */
const EXCEPTIONS = ["NO_PROXY", "no_proxy"];

function start({ url, headers, proxy, caFile }: HttpRequest, signal: AbortSignal): Promise<Response> {
  const saved = EXCEPTIONS.map((name) => [name, process.env[name]] as const);
  for (const name of EXCEPTIONS) delete process.env[name];
  try {
    return fetch(url, {
      headers,
      signal,
      redirect: "manual",
      decompress: false,
      // luff has its own, which a slow but steady server does not reach.
      timeout: false,
      // Where none is named, Bun would take one from the environment, by rules of its own.
      proxy: proxy ?? false,
      // Without the second, NODE_TLS_REJECT_UNAUTHORIZED in the environment would switch the checks off.
      ...(url.startsWith("https:") && { tls: { ca: authorities(caFile), rejectUnauthorized: true } }),
    } as RequestInit);
  } finally {
    for (const [name, value] of saved) if (value !== undefined) process.env[name] = value;
  }
}

interface Transfer {
  readonly signal: AbortSignal;
  /** Something was received. */
  note(): void;
  end(): void;
}

/** Often enough for Ctrl-C, in milliseconds. */
const GUARD_PAUSE = 200;

/** Watches a transfer: aborts it if the server is silent for too long, or if the guard throws. */
function beginTransfer({ silence, guard }: HttpRequest): Transfer {
  const controller = new AbortController();
  const abort = (reason: unknown): void => controller.abort(reason);
  let patience: Timer | undefined;
  const note = (): void => {
    clearTimeout(patience);
    patience = setTimeout(() => abort(new HttpFault("silent", "timeout")), silence);
  };
  const guarding = setInterval(() => void guard().catch(abort), GUARD_PAUSE);
  note();
  return {
    signal: controller.signal,
    note,
    end() {
      clearTimeout(patience);
      clearInterval(guarding);
      abort(new HttpFault("broken", "closed"));
    },
  };
}

async function* readBody(response: Response, transfer: Transfer): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of response.body ?? []) {
      transfer.note();
      yield chunk;
      transfer.note();
    }
  } catch (error) {
    throw faultOf(error);
  } finally {
    transfer.end();
  }
}
