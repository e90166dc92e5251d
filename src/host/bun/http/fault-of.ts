import { HttpFault, type HttpFaultKind } from "../../http-fault.ts";

const KINDS: Readonly<Record<string, HttpFaultKind>> = {
  ECONNREFUSED: "unreachable",
  EHOSTUNREACH: "unreachable",
  ENETUNREACH: "unreachable",
  ETIMEDOUT: "unreachable",
  FailedToOpenSocket: "unreachable",
  ENOTFOUND: "unresolved",
  EAI_AGAIN: "unresolved",
  ERR_INVALID_URL: "unresolved",
  Malformed_HTTP_Response: "malformed",
  InvalidContentLength: "malformed",
  InvalidHTTPResponse: "malformed",
  ResponseHeadersTooLarge: "malformed",
  EPROTO: "handshake",
  ERR_PROXY_TUNNEL: "proxy-refused",
  ERR_TLS_CERT_ALTNAME_INVALID: "untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
};

/** What an error of fetch means. Bun's own message may have the address in it, so only its code is taken. Returns other errors as they are. */
export function faultOf(error: unknown): unknown {
  if (error instanceof HttpFault || !(error instanceof Error) || !("code" in error)) return error;
  return faultOfCode(String(error.code));
}

/** What a code of an error of fetch means. */
export function faultOfCode(code: string): HttpFault {
  const isCertificate = /CERT|ISSUER/.test(code);
  if (isCertificate) return new HttpFault(KINDS[code] ?? "untrusted", code);
  return new HttpFault(KINDS[code] ?? (code.startsWith("ERR_SSL_") ? "handshake" : "broken"), code);
}
