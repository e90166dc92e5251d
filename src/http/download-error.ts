import type { AdviceCode } from "../errors/advice-codes.ts";
import { AppError } from "../errors/app-error.ts";
import type { HttpResponse } from "../host/http.ts";
import type { HttpFault, HttpFaultKind } from "../host/http-fault.ts";
import { showAddress, type Address } from "./address.ts";

export interface DownloadErrorOptions {
  readonly hint?: string;
  readonly advice?: AdviceCode;
  readonly cause?: unknown;
  /** The response, if the server gave one. */
  readonly response?: Pick<HttpResponse, "status" | "headers">;
  /** Whether the same request may succeed later. */
  readonly passing?: boolean;
  /** The milliseconds that the server asks to wait before that. */
  readonly retryAfter?: number | undefined;
}

/** Something could not be downloaded. Its message has no secret of the address. */
export class DownloadError extends AppError {
  /** The status that the server answered with. */
  readonly status: number | undefined;
  /** The headers of that response, by their names in lower case. */
  readonly headers: HttpResponse["headers"];
  readonly passing: boolean;
  readonly retryAfter: number | undefined;

  constructor(message: string, options: DownloadErrorOptions = {}) {
    super("download-failed", message, options);
    this.status = options.response?.status;
    this.headers = options.response?.headers ?? new Map<string, string>();
    this.passing = options.passing ?? false;
    this.retryAfter = options.retryAfter;
  }
}

/** What a fault of the host means for a person. */
export function faultError(address: Address, fault: HttpFault, proxy: string | undefined): AppError {
  if (fault.kind === "no-client") return curlMissing();
  const message = `cannot download ${describeFault(address, fault, proxy)}`;
  return new DownloadError(message, { ...HINTS[fault.kind], cause: fault, passing: isPassing(fault) });
}

/** The address, the proxy and the reason, without anything secret. */
export function describeFault(address: Address, { kind, detail }: HttpFault, proxy: string | undefined): string {
  if (kind === "no-client") return NO_CURL;
  const way = proxy === undefined ? "" : ` through the proxy ${/@?([^@/]+)\/*$/.exec(proxy)?.[1] ?? ""}`;
  return `${showAddress(address)}${way}: ${REASONS[kind]} (${detail})`;
}

const NO_CURL = "this luff downloads with the program curl, and there is none on PATH";

function curlMissing(): AppError {
  return new AppError("curl-missing", NO_CURL, {
    hint: "Install curl, or download the file with another program.",
  });
}

type Shown = Exclude<HttpFaultKind, "no-client">;

/** Whether the same request may succeed later. */
export function isPassing({ kind }: HttpFault): boolean {
  return PASSING.has(kind);
}

/** Whether the same request may get another status later. */
export function isPassingStatus(status: number): boolean {
  return status === 429 || status === 408 || (status >= 500 && status !== 501);
}

const PASSING: ReadonlySet<HttpFaultKind> = new Set(["unreachable", "silent", "broken"]);

const REASONS: Readonly<Record<Shown, string>> = {
  unresolved: "the name of the server or of its proxy is unknown",
  unreachable: "no connection could be made",
  untrusted: "the server's certificate is not trusted",
  handshake: "the TLS handshake failed",
  "no-authorities": "a file with certificates cannot be used",
  silent: "the server sent nothing for too long",
  "bad-proxy": "a variable has something else than http://HOST:PORT or https://HOST:PORT for a proxy",
  "proxy-refused": "the proxy refused the connection",
  malformed: "what the server sent is not HTTP, or its headers are too large or have forbidden characters",
  broken: "the connection ended too early",
};

/** The hint for a server that does not do what the protocol says. */
export const WRONG_SERVER = "Check the address. If it is right, its server, or a proxy before it, is set up wrongly.";

/** What to do: what this layer knows of it, or its code. */
type Help = { readonly hint: string } | { readonly advice: AdviceCode };

const PROXY_PASSWORD = "Write the proxy's user and password into HTTPS_PROXY: http://USER:PASSWORD@HOST:PORT.";
const PROXY_ADDRESS =
  "Unset the variable, or set it to http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, in which %23 stands for #, and %2F for /.";

const HINTS: Readonly<Record<Shown, Help>> = {
  unresolved: { hint: "Check the address, and HTTP_PROXY and HTTPS_PROXY." },
  unreachable: { hint: "Check the address and the network; behind a proxy, set HTTP_PROXY and HTTPS_PROXY." },
  untrusted: { advice: "name-authority" },
  handshake: { hint: "Check the address. Does the server speak only http on this port? Then write http:// in it." },
  "no-authorities": { hint: "Unset the variable, or set it to a file with certificates in the form PEM." },
  silent: { advice: "wait-longer" },
  "bad-proxy": { hint: PROXY_ADDRESS },
  "proxy-refused": { hint: PROXY_PASSWORD },
  malformed: { hint: WRONG_SERVER },
  broken: { hint: "Try again later." },
};

/** What is known besides the response. */
interface Circumstances {
  /** Whether the server got a user and a password, or a token. */
  readonly isKnown: boolean;
  readonly retryAfter: number | undefined;
}

/** What a status means that is not 200. */
export function statusError(
  address: Address,
  { status, headers }: Pick<HttpResponse, "status" | "headers">,
  { isKnown, retryAfter }: Circumstances,
): DownloadError {
  const answer = ANSWERS[status] ?? "";
  const message = `cannot download ${showAddress(address)}: the server answered with status ${status}${answer && `, ${answer}`}`;
  const passing = isPassingStatus(status);
  return new DownloadError(message, {
    ...statusHint(status, isKnown, passing),
    response: { status, headers },
    passing,
    retryAfter,
  });
}

const NO_TARGET = "a redirect that does not say where to";

/** What statuses mean that are no errors for the server, and yet no file. */
const ANSWERS: Readonly<Record<number, string>> = {
  204: "which means that there is no content",
  205: "which means that there is no content",
  206: "a part of the file, although luff asked for all of it",
  300: "several files to choose from",
  301: NO_TARGET,
  302: NO_TARGET,
  303: NO_TARGET,
  304: "which means that luff has the file already, although luff did not ask that",
  307: NO_TARGET,
  308: NO_TARGET,
};

function statusHint(status: number, isKnown: boolean, passing: boolean): Help {
  switch (status) {
    case 401:
    case 403:
      return { advice: isKnown ? "check-password" : "give-password" };
    case 404:
    case 410:
      return { hint: "Check the address." };
    case 407:
      return { hint: PROXY_PASSWORD.replace("HTTPS_PROXY", "HTTP_PROXY") };
    default:
      if (passing) return { hint: "Try again later." };
      return { hint: status < 400 ? WRONG_SERVER : "Check the address. The server does not take a request for it." };
  }
}
