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

/** Requests over http and https. The caller watches signals meanwhile. */
export interface Http {
  /** Returns as soon as the headers are there. Throws HttpFault, or the guard's error. */
  get(request: HttpRequest): Promise<HttpResponse>;
}
