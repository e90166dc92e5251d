import { HttpFault } from "../../http-fault.ts";
import { ExchangeStopped, type Exchange, type ExchangeRequest } from "../../http.ts";
import { startThread } from "../start-thread.ts";
import { authorities } from "./authorities.ts";
import { END, FAULT, HEAD, makeExchangeMemory, memoryAfter, type ExchangeMemory } from "./exchange-memory.ts";
import { EXCHANGE_WORKER } from "./exchange-worker.ts";
import { faultOf, faultOfCode } from "./fault-of.ts";

/** How long a wait is until the caller is asked whether to stop, in milliseconds. */
const SLICE = 50;

let worker: Worker | undefined;
/** Undefined while an answer that nobody waits for may still come into it. */
let freeMemory: ExchangeMemory | undefined;
let count = 0;

/** Makes a request with fetch in a second thread, which is started for the first one, and waits for it. */
export function exchange(request: ExchangeRequest): Exchange {
  worker ??= startThread(EXCHANGE_WORKER, { smol: true });
  const id = ++count;
  const close = (): void => worker?.postMessage({ order: "close", id }, []);
  const ask = (order: object): Answer => {
    try {
      return waitFor(request, { ...order, id });
    } catch (error) {
      close();
      throw error;
    }
  };
  return {
    ...openWith(ask, request),
    read() {
      const answer = ask({ order: "read" });
      return answer.kind === END ? undefined : answer.bytes;
    },
    close,
  };
}

/** Sends the request and returns the head of the answer, which comes in parts if it is long. */
function openWith(ask: (order: object) => Answer, request: ExchangeRequest): Pick<Exchange, "status" | "headers"> {
  const parts: Uint8Array[] = [];
  let answer = ask({ order: "open", url: request.url, init: initOf(request) });
  for (; answer.kind !== HEAD; answer = ask({ order: "head" })) parts.push(answer.bytes.slice());
  const text = Buffer.concat([...parts, answer.bytes]).toString();
  return JSON.parse(text) as Pick<Exchange, "status" | "headers">;
}

function initOf({ method, headers, body, proxy, url, caFile, trustsAnyone }: ExchangeRequest): object {
  return {
    method,
    headers: headers.map(([name, value]) => [name, value]),
    redirect: "manual",
    decompress: false,
    timeout: false,
    ...(body !== undefined && { body }),
    // Where none is named, Bun would take one from the environment, by rules of its own.
    proxy: proxy ?? false,
    ...(url.startsWith("https:") && { tls: tlsOf(caFile, trustsAnyone) }),
  };
}

function tlsOf(caFile: string | undefined, trustsAnyone: boolean): object {
  if (trustsAnyone) return { rejectUnauthorized: false };
  try {
    return { ca: authorities(caFile), rejectUnauthorized: true };
  } catch (error) {
    throw caFile === undefined ? faultOf(error) : new HttpFault("untrusted", "the file of authorities cannot be read");
  }
}

interface Answer {
  readonly kind: number;
  /** The next answer overwrites them. */
  readonly bytes: Uint8Array;
}

/** Gives an order to the worker and waits for the answer. Throws HttpFault, and ExchangeStopped. */
function waitFor({ silence, isStopped }: ExchangeRequest, order: object): Answer {
  const memory = freeMemory ?? makeExchangeMemory();
  freeMemory = undefined;
  memory.words[0] = 0;
  worker?.postMessage({ ...order, memory }, []);
  for (let waited = 0; Atomics.load(memory.words, 0) === 0;) {
    if (isStopped()) throw new ExchangeStopped();
    if (waited >= silence) throw new HttpFault("silent", "timeout");
    const before = performance.now();
    Atomics.wait(memory.words, 0, 0, SLICE);
    waited += performance.now() - before;
  }
  const [kind = FAULT, length = 0] = memory.words;
  freeMemory = memoryAfter(memory, length);
  const bytes = memory.room.subarray(0, length);
  if (kind === FAULT) throw faultOfCode(new TextDecoder().decode(bytes.slice()));
  return { kind, bytes };
}
