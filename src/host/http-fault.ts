export type HttpFaultKind =
  /** The host needs a program for it, which is missing. */
  | "no-client"
  /** The name of the server or of the proxy is unknown. */
  | "unresolved"
  /** No connection could be made. */
  | "unreachable"
  /** The server's certificate is not trusted, or is another server's. */
  | "untrusted"
  /** The server and the host did not agree on TLS: most often it speaks http alone on this port. */
  | "handshake"
  /** A file with the certificates of authorities cannot be used; nothing was asked. The detail says which one. */
  | "no-authorities"
  /** The server sent nothing for too long. */
  | "silent"
  /** A variable has what is no proxy's address; nothing was asked. The detail is its name. */
  | "bad-proxy"
  /** The proxy refused the connection. */
  | "proxy-refused"
  /** What the server sent is not HTTP, or its headers are too large or have characters that none may have. */
  | "malformed"
  /** The connection ended too early. */
  | "broken";

/** Why a request got no complete response. `detail` is a code of the host's, and has no part of the address. */
export class HttpFault extends Error {
  readonly kind: HttpFaultKind;
  readonly detail: string;

  constructor(kind: HttpFaultKind, detail: string) {
    super(`${kind}: ${detail}`);
    this.name = "HttpFault";
    this.kind = kind;
    this.detail = detail;
  }
}
