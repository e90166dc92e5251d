import * as native from "qjs:host";
import { HttpFault, type HttpFaultKind } from "../http-fault.ts";
import type { Http, HttpRequest, HttpResponse } from "../http.ts";
import { withCurlSettings } from "./curl-settings.ts";
import { descriptors } from "./descriptors.ts";
import { findCurl } from "./find-curl.ts";
import { hostError } from "./system-error.ts";
import { toBytes, toText } from "./text.ts";

/** Requests with the program curl. It gets its settings by a pipe, so that no other user's `ps` shows a password. */
export const http: Http = { get };

async function get(request: HttpRequest): Promise<HttpResponse> {
  await request.guard();
  return withCurlSettings(request, native.os, (settings) => receive(request, settings));
}

async function receive(request: HttpRequest, settings: string): Promise<HttpResponse> {
  const child = startCurl(settings);
  try {
    // Reading waits for this one alone: first those that are asked for at the same time start too.
    await Promise.resolve();
    const { head, rest } = await readHead(child, request);
    return { ...head, body: readBody(child, request, rest), close: () => child.end() };
  } catch (error) {
    child.end();
    throw error;
  }
}

/** A curl that is running, and what it writes: the headers, and then the body. */
interface Curl {
  /** Reads into the room; undefined at the end of the output. */
  read(): Uint8Array | undefined;
  /** How it ended; 0 is a complete response. */
  wait(): number;
  end(): void;
}

const BLOCK = 1 << 16;
const KILLED = -1;

function startCurl(settings: string): Curl {
  const file = findCurl();
  if (file === undefined) throw new HttpFault("no-client", "curl");
  // Without -q the user's .curlrc could change what is written.
  const started = native.openProgram(file, ["curl", "-q", "--config", "-"]);
  if (typeof started === "number") throw hostError(started, file);
  const [input, output, child] = started;
  const room = new Uint8Array(BLOCK);
  let running = true;
  writeSettings(input, settings);
  const wait = (): number => {
    running = false;
    native.close(output);
    const end = native.wait(child);
    return typeof end === "number" || end.kind === "signal" ? KILLED : end.code;
  };
  return {
    read() {
      const count = descriptors.read(output, room, 0, BLOCK);
      return count > 0 ? room.subarray(0, count) : undefined;
    },
    wait,
    end() {
      if (!running) return;
      native.endChild(child);
      wait();
    },
  };
}

/** A curl that ends at once says why by its status. */
function writeSettings(input: number, text: string): void {
  const bytes = toBytes(text);
  for (let at = 0; at < bytes.length;) {
    const count = descriptors.write(input, bytes, at, bytes.length - at);
    if (count < 0) break;
    at += count;
  }
  native.close(input);
}

interface Head {
  readonly head: Pick<HttpResponse, "status" | "headers">;
  /** The beginning of the body. */
  readonly rest: Uint8Array;
}

/** Far more than a server sends. */
const LONGEST_HEAD = 1 << 18;

async function readHead(child: Curl, request: HttpRequest): Promise<Head> {
  let bytes = new Uint8Array(0);
  for (;;) {
    const end = endOfHead(bytes);
    if (end > 0) {
      const head = parseHead(toText(bytes.subarray(0, end)));
      bytes = bytes.slice(end);
      // 100 Continue, 103 Early Hints: the response is still to come.
      if (head.status >= 200) return { head, rest: bytes };
      continue;
    }
    const more = bytes.length > LONGEST_HEAD ? undefined : child.read();
    if (more === undefined) throw (await faultOf(child, request)) ?? new HttpFault("broken", "no headers");
    bytes = joined(bytes, more);
  }
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The length of the lines up to an empty one, and it; 0 if there is none yet. */
function endOfHead(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    const next = bytes[at + 1] === CARRIAGE_RETURN ? at + 2 : at + 1;
    if (bytes[next] === LINE_FEED) return next + 1;
  }
  return 0;
}

/** Control characters, which curl lets through. */
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

function parseHead(text: string): Head["head"] {
  if (FORBIDDEN.test(text)) throw new HttpFault("malformed", "headers");
  const [first = "", ...lines] = text.split(/\r?\n/);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name, value = ""] = /^([^:\s]+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name !== undefined) headers.set(name.toLowerCase(), value);
  }
  return { status: Number(/^HTTP\/\S+ (\d{3})/.exec(first)?.[1] ?? 0), headers };
}

async function* readBody(child: Curl, request: HttpRequest, rest: Uint8Array): AsyncGenerator<Uint8Array> {
  try {
    if (rest.length > 0) yield rest;
    for (let chunk = child.read(); chunk !== undefined; chunk = child.read()) {
      yield chunk;
      await request.guard();
    }
    const fault = await faultOf(child, request);
    if (fault !== undefined) throw fault;
  } finally {
    child.end();
  }
}

/** The statuses of curl that have a kind of their own. */
const KINDS: Readonly<Record<number, HttpFaultKind>> = {
  1: "malformed",
  8: "malformed",
  3: "unresolved",
  5: "unresolved",
  6: "unresolved",
  7: "unreachable",
  28: "silent",
  51: "untrusted",
  60: "untrusted",
  77: "untrusted",
  97: "proxy-refused",
};

/** Why a curl that has written all its output was not successful; undefined if it was. */
async function faultOf(child: Curl, { guard, proxy, url }: HttpRequest): Promise<HttpFault | undefined> {
  const status = child.wait();
  if (status === 0) return undefined;
  // A signal at a terminal ends curl too.
  await guard();
  // A proxy that refuses a tunnel is a failure to receive.
  const isTunnel = status === 56 && proxy !== undefined && url.startsWith("https:");
  return new HttpFault(isTunnel ? "proxy-refused" : (KINDS[status] ?? "broken"), `curl ${status}`);
}
