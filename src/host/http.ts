/** A GET request for one address. Redirects, retries and the choice of a proxy are the caller's. */
export interface HttpRequest {
  /** An address of http or https, without a user, a password and a fragment. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The proxy's URL, with a user and a password if it needs them; undefined: none, whatever the environment says. */
  readonly proxy: string | undefined;
  /** A file with the certificates (PEM) of the only authorities that are trusted; undefined: those of the system. */
  readonly caFile: string | undefined;
  /** How long the server may send nothing, in milliseconds. */
  readonly silence: number;
  /** Is called now and then. If it throws, the transfer ends with its error. */
  readonly guard: () => Promise<void>;
}

export interface HttpResponse {
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  /**
   * The body as it was sent: no content encoding is undone. It can be read once; a chunk is valid until the next one is
   * requested. Throws HttpFault if it ends too early.
   */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the transfer. It is needed if the body was not read to its end; otherwise it has no effect. */
  close(): void;
}

/** A name and a value. Each character is a byte. */
export type HttpHeader = readonly [name: string, value: string];

/** A request that blocks the caller until its response is there. Redirects, retries and the choice of a proxy are the caller's. */
export interface ExchangeRequest extends Pick<HttpRequest, "url" | "proxy" | "caFile" | "silence"> {
  readonly method: string;
  readonly headers: readonly HttpHeader[];
  readonly body: Uint8Array | undefined;
  /** Whether any certificate of the server is good enough. */
  readonly trustsAnyone: boolean;
  /** Is asked now and then. If it returns true, the exchange ends with ExchangeStopped. */
  readonly isStopped: () => boolean;
}

/** A response that is being received. */
export interface Exchange {
  readonly status: number;
  /** In their order, with names in lower case. */
  readonly headers: readonly HttpHeader[];
  /**
   * Waits for more of the body, as it was sent; undefined at its end. The bytes are valid until the next call. Throws HttpFault if it
   * ends too early, and ExchangeStopped.
   */
  read(): Uint8Array | undefined;
  /** Ends the transfer. A caller that begins an exchange closes it. */
  close(): void;
}

/** The caller asked a blocking request to stop. */
export class ExchangeStopped extends Error {
  override readonly name = "ExchangeStopped";
}

/** Requests over http and https. The caller watches signals meanwhile. */
export interface Http {
  /** Returns as soon as the headers are there. Throws HttpFault, or the guard's error. */
  get(request: HttpRequest): Promise<HttpResponse>;
  /** Blocks until the headers are there. Throws HttpFault, or ExchangeStopped. */
  exchange(request: ExchangeRequest): Exchange;
}
