import { HttpFault, type HttpFaultKind } from "../http-fault.ts";
import type { Http, HttpRequest, HttpResponse } from "../http.ts";
import { nodeFs } from "./node-fs.ts";

/** Requests with Bun's fetch. */
export const http: Http = { get };

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

/** Bun reads these when a request starts, and prefers them to the proxy that it is given. */
const PROXY_VARIABLES = ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"];

function start({ url, headers, proxy, caFile }: HttpRequest, signal: AbortSignal): Promise<Response> {
  const saved = PROXY_VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of PROXY_VARIABLES) delete process.env[name];
  try {
    return fetch(url, {
      headers,
      signal,
      redirect: "manual",
      decompress: false,
      // luff has its own, which a slow but steady server does not reach.
      timeout: false,
      ...(proxy !== undefined && { proxy }),
      // Without the second, NODE_TLS_REJECT_UNAUTHORIZED in the environment would switch the checks off.
      ...(url.startsWith("https:") && { tls: { ca: authorities(caFile), rejectUnauthorized: true } }),
    } as RequestInit);
  } finally {
    for (const [name, value] of saved) if (value !== undefined) process.env[name] = value;
  }
}

/** Bun's own list of authorities is not the system's, to which a company may have added its own. */
function authorities(caFile: string | undefined): readonly string[] {
  if (caFile !== undefined) return [nodeFs().readFileSync(caFile, "utf8")];
  const { getCACertificates } = require("node:tls") as typeof import("node:tls");
  return [...new Set([...getCACertificates("default"), ...getCACertificates("system"), ...namedAuthorities()])];
}

/** Those in SSL_CERT_FILE, which Bun reads on POSIX alone. A file that cannot be used adds none, as for OpenSSL. */
function namedAuthorities(): readonly string[] {
  const named = process.env["SSL_CERT_FILE"] ?? "";
  if (named === "") return [];
  try {
    const text = nodeFs().readFileSync(named, "utf8");
    return text.includes("-----BEGIN CERTIFICATE-----") ? [text] : [];
  } catch {
    return [];
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
  ERR_PROXY_TUNNEL: "proxy-refused",
  ERR_TLS_CERT_ALTNAME_INVALID: "untrusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "untrusted",
};

/** Bun's own message may have the address in it, so only its code is taken. */
function faultOf(error: unknown): unknown {
  if (error instanceof HttpFault || !(error instanceof Error) || !("code" in error)) return error;
  const code = String(error.code);
  const isCertificate = /CERT|ISSUER/.test(code);
  return new HttpFault(KINDS[code] ?? (isCertificate ? "untrusted" : "broken"), code);
}
