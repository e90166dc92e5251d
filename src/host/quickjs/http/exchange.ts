import { os } from "qjs:host";
import { OPEN_TRUNCATE, OPEN_WRITE } from "../../descriptors.ts";
import { HttpFault } from "../../http-fault.ts";
import { ExchangeStopped, type Exchange, type ExchangeRequest } from "../../http.ts";
import { descriptors } from "../descriptors.ts";
import { pathOperations } from "../path-operations.ts";
import { hostError } from "../system-error.ts";
import { toBytes, toText } from "../text.ts";
import { createBodyReader } from "./body-reader.ts";
import { curlSettings, isBadAuthorities } from "./curl-settings.ts";
import { faultOfEnd, startCurl, type Curl } from "./curl.ts";
import { namedAuthorities } from "./named-authorities.ts";
import { createHeadReader, type ReadHead } from "./read-head.ts";

/** Makes a request with curl and waits for it. A body goes to curl by a temporary file, because the settings come by its stdin. */
export function exchange(request: ExchangeRequest): Exchange {
  try {
    return receive(request, ([first]) => first);
  } catch (error) {
    if (isBadAuthorities(error)) return receive(request, ([first, second]) => second ?? first);
    throw error;
  }
}

/** The texts of curlSettings, with a character for each byte. */
function settingsOf(request: ExchangeRequest, bodyFile: Uint8Array | undefined): readonly [string, string?] {
  const { proxy, caFile } = request;
  const named = namedAuthorities();
  return curlSettings(
    {
      ...request,
      proxy: proxy && latin1(toBytes(proxy)),
      caFile: caFile && latin1(toBytes(caFile)),
      bodyFile: bodyFile && latin1(bodyFile),
      named: named && {
        file: latin1(toBytes(named.file)),
        folder: named.folder && latin1(toBytes(named.folder)),
      },
    },
    os,
  );
}

function latin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}

function bytesOf(latin1Text: string): Uint8Array {
  return Uint8Array.from(latin1Text, (character) => character.charCodeAt(0));
}

function makeBodyFile(body: Uint8Array): Uint8Array {
  const path = pathOperations.makeTemporaryFile("luff");
  if (typeof path === "number") throw hostError(path, "a temporary file");
  const descriptor = descriptors.open(path, OPEN_WRITE | OPEN_TRUNCATE, 0o600);
  let result = descriptor;
  for (let at = 0; result >= 0 && at < body.length; at += result) {
    result = descriptors.write(descriptor, body, at, body.length - at);
  }
  if (descriptor >= 0) descriptors.close(descriptor);
  if (result >= 0) return path;
  pathOperations.remove(path);
  throw hostError(result, toText(path));
}

type Choice = (texts: readonly [string, string?]) => string;

function receive(request: ExchangeRequest, choose: Choice): Exchange {
  const bodyFile = request.body === undefined ? undefined : makeBodyFile(request.body);
  let child: Curl | undefined;
  try {
    child = startCurl(bytesOf(choose(settingsOf(request, bodyFile))));
    const running = child;
    const read = readHead(running, request.silence);
    if (read === undefined) throw endOf(running, request) ?? new HttpFault("broken", "no headers");
    return { ...read.head, read: readerOf(running, request, read.rest), close: () => running.end() };
  } catch (error) {
    child?.end();
    throw error;
  } finally {
    if (bodyFile !== undefined) pathOperations.remove(bodyFile);
  }
}

/** Undefined if curl ends before that. */
function readHead(child: Curl, silence: number): ReadHead | undefined {
  const take = createHeadReader(latin1);
  let read: ReadHead | undefined;
  for (let part = child.read(silence); part !== undefined; part = child.read(silence)) {
    read = take(part);
    if (read !== undefined) break;
  }
  return read;
}

function readerOf(child: Curl, request: ExchangeRequest, rest: Uint8Array): Exchange["read"] {
  const body = createBodyReader();
  let first: Uint8Array | undefined = rest;
  const next = (): Uint8Array | undefined => {
    const part = first ?? child.read(request.silence);
    first = undefined;
    return part;
  };
  return () => {
    throwIfStopped(request);
    for (let part = next(); part !== undefined; part = next()) {
      const taken = body.take(part);
      if (taken.length > 0) return taken;
    }
    throwIfStopped(request);
    const last = body.end();
    if (last.length > 0) return last;
    const fault = endOf(child, request);
    if (fault !== undefined) throw fault;
    return undefined;
  };
}

function throwIfStopped(request: ExchangeRequest): void {
  if (request.isStopped()) throw new ExchangeStopped();
}

/** Why a curl that writes nothing more was not successful; undefined if it was. Throws ExchangeStopped. */
function endOf(child: Curl, request: ExchangeRequest): HttpFault | undefined {
  // A signal ends the wait for its output.
  throwIfStopped(request);
  return faultOfEnd(child.wait(), request);
}
