import type { RunningDigest } from "../../../host/digests.ts";
import { HostError, type HostErrorKind } from "../../../host/host-error.ts";
import { HttpFault, type HttpFaultKind } from "../../../host/http-fault.ts";
import { ExchangeStopped, type Exchange, type HttpHeader } from "../../../host/http.ts";
import { partlyChanged } from "../../../host/partly-changed.ts";
import { parseAddress, showAddress, type Address } from "../../../http/address.ts";
import { describeFault, isPassingStatus } from "../../../http/download-error.ts";
import { ExchangeError, openExchange, type ScriptRequest } from "../../../http/open-exchange.ts";
import { readRetryAfter } from "../../../http/read-retry-after.ts";
import { asciiBytes, latin1, toBytes } from "../../bytes.ts";
import { findVariable } from "../../own-variables.ts";
import { stopIfTimeIsOver } from "../../interrupt.ts";
import type { Machine } from "../../machine.ts";
import { homeFolder } from "../machine-folders.ts";
import type { LibraryCall, LibraryFunction, LuaResult, LuaValue } from "../library-function.ts";
import { ExpectedFailure } from "../system-failure.ts";
import { bytesOf, textOf } from "../text-of.ts";

/** A response that a script is receiving. */
interface Transfer {
  readonly exchange: Exchange;
  readonly digest: RunningDigest | undefined;
}

const METHODS: ReadonlySet<string> = new Set(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]);

const transfers = new Map<number, Transfer>();
let count = 0;

/** What helm.http asks the host. Only one machine runs at a time, so that all share the transfers. */
export const transferFunctions: { readonly [name: string]: LibraryFunction } = {
  /** Whether a text is an address that can be requested, and the address without what may be secret in it. */
  show(_, url) {
    const address = parseAddress(textOf(url));
    return address && showAddress(address);
  },
  open,
  /** More of the body; nil at its end. */
  read({ machine }, id) {
    const transfer = transfers.get(Number(id));
    const part = waiting(machine, () => transfer?.exchange.read());
    if (part !== undefined) transfer?.digest?.add(part);
    return part;
  },
  /** Ends a transfer, and returns the SHA-256 of what was read if `open` was asked for it. */
  close(_, id) {
    const transfer = transfers.get(Number(id));
    transfers.delete(Number(id));
    transfer?.exchange.close();
    return transfer?.digest?.end();
  },
};

/** Makes a request, and returns what is known before the body. The headers are lines "Name: value". */
function open({ machine, host }: LibraryCall, ...[url, method, headers, body, ...rest]: LuaValue[]): LuaResult {
  const [silence, follows, caFile, trustsAnyone, hashes, proxy] = rest;
  const request: ScriptRequest = {
    address: requireAddress(url),
    method: knownMethod(textOf(method)),
    headers: parseHeaders(bytesOf(headers)),
    body: body instanceof Uint8Array ? body : undefined,
    silence: Number(silence) * 1000,
    follows: follows === true,
    caFile: caFile === undefined ? undefined : textOf(caFile),
    trustsAnyone: trustsAnyone === true,
    proxy: proxy === undefined ? undefined : textOf(proxy),
    userAgent: `luff/${host.version}`,
    isStopped: () => machine.memory.int32(machine.lua.luff_interrupt_word()) !== 0,
  };
  const get = (name: string): string | undefined => variableOf(machine, name);
  const environment = partlyChanged(host.environment, { get, home: textOf(homeFolder(machine)) });
  const reached = { os: host.os, http: host.http, files: host.files, environment };
  const { exchange, address } = waiting(machine, () => openExchange(reached, request));
  const id = ++count;
  transfers.set(id, { exchange, digest: hashes === true ? host.digests.begin() : undefined });
  return describe(machine, exchange, { id, address });
}

/** The methods of HTTP are words in capitals. One in other letters is sent in capitals, as by `fetch`; any other word as it is. */
function knownMethod(word: string): string {
  const capitals = word.toUpperCase();
  return METHODS.has(capitals) ? capitals : word;
}

function variableOf(machine: Machine, name: string): string | undefined {
  const value = findVariable(machine, toBytes(name));
  return value === undefined ? undefined : textOf(value);
}

function requireAddress(url: LuaValue): Address {
  const address = parseAddress(textOf(url));
  if (address === undefined) throw new ExpectedFailure("not an address of http or https", "EINVAL");
  return address;
}

function parseHeaders(bytes: Uint8Array): readonly HttpHeader[] {
  const lines = latin1(bytes).split("\n");
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const colon = line.indexOf(":");
      return [line.slice(0, colon), line.slice(colon + 2)];
    });
}

interface Known {
  readonly id: number;
  readonly address: Address;
}

function describe({ system: { clock } }: Machine, { status, headers }: Exchange, { id, address }: Known): LuaResult {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const earlier = values.get(name);
    values.set(name, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  const pause = readRetryAfter({ clock }, { headers: new Map(headers) });
  return {
    id,
    status,
    headers: new Map([...values].map(([name, value]) => [name, asciiBytes(value)])),
    url: showAddress(address),
    passing: isPassingStatus(status),
    pause: pause === undefined ? undefined : pause / 1000,
  };
}

const CODES: Readonly<Record<HttpFaultKind, string>> = {
  "no-client": "ENOENT",
  unresolved: "ENOTFOUND",
  unreachable: "ECONNREFUSED",
  untrusted: "ECERT",
  "no-authorities": "ECERT",
  silent: "ETIMEDOUT",
  "proxy-refused": "EPROXY",
  "bad-proxy": "EPROXY",
  malformed: "EPROTO",
  handshake: "EPROTO",
  broken: "ECONNRESET",
};

/** All codes of requests that get no response. A file that is sent or trusted adds those of the system. */
export const FAILURE_CODES: readonly string[] = Object.values(CODES);

/** The codes for files: that of the authorities to trust, and one for a body. */
const FILE_CODES: Readonly<Partial<Record<HostErrorKind, string>>> = {
  "not-found": "ENOENT",
  denied: "EACCES",
  "not-a-directory": "ENOTDIR",
  "is-a-directory": "EISDIR",
  "too-many-links": "ELOOP",
  "too-many-files": "EMFILE",
  "no-space": "ENOSPC",
  "too-large": "EFBIG",
  "read-only": "EROFS",
  damaged: "EINVAL",
};

/** What a failure of a code is called for an address, as `open` does; undefined for another code. */
export function failureText(url: string, code: string): string | undefined {
  const address = parseAddress(url);
  const kind = (Object.keys(CODES) as HttpFaultKind[]).find((each) => CODES[each] === code);
  if (address === undefined || kind === undefined) return undefined;
  return describeFault(address, new HttpFault(kind, code), undefined);
}

/** Calls what waits for a server. Ends the script if its time is over meanwhile; a signal is a failure that no script sees. */
function waiting<T>(machine: Machine, call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof HostError) throw new ExpectedFailure(error.message, FILE_CODES[error.kind] ?? "EIO");
    if (error instanceof ExchangeError) throw new ExpectedFailure(error.message, codeOf(error));
    if (!(error instanceof ExchangeStopped)) throw error;
    stopIfTimeIsOver(machine);
    throw new ExpectedFailure("interrupted", "EINTR");
  }
}

/** The codes of failures that may pass are known to attempts.lua. */
function codeOf({ fault }: ExchangeError): string {
  return fault === undefined ? "ELOOP" : CODES[fault.kind];
}
