import * as native from "qjs:host";
import { HttpFault } from "../http-fault.ts";
import type { Http, HttpRequest, HttpResponse } from "../http.ts";
import { createBodyReader } from "./http/body-reader.ts";
import { withCurlSettings } from "./http/curl-settings.ts";
import { faultOfEnd, startCurl, type Curl } from "./http/curl.ts";
import { exchange } from "./http/exchange.ts";
import { namedAuthorities } from "./http/named-authorities.ts";
import { createHeadReader, type ReadHead } from "./http/read-head.ts";
import { toBytes, toText } from "./text.ts";

/** Requests with the program curl. */
export const http: Http = { get, exchange };

async function get(request: HttpRequest): Promise<HttpResponse> {
  await request.guard();
  return withCurlSettings({ ...request, named: namedAuthorities() }, native.os, (settings) =>
    receive(request, settings),
  );
}

async function receive(request: HttpRequest, settings: string): Promise<HttpResponse> {
  const child = startCurl(toBytes(settings));
  try {
    const read = await readHead(child, request);
    if (read === undefined) throw (await faultOf(child, request)) ?? new HttpFault("broken", "no headers");
    const { status, headers } = read.head;
    return { status, headers: new Map(headers), body: readBody(child, request, read.rest), close: () => child.end() };
  } catch (error) {
    child.end();
    throw error;
  }
}

/** Undefined if curl ends before that. */
async function readHead(child: Curl, { guard }: HttpRequest): Promise<ReadHead | undefined> {
  const take = createHeadReader(toText);
  let read: ReadHead | undefined;
  while (read === undefined) {
    const part = await child.readLater(guard);
    if (part === undefined) break;
    read = take(part);
  }
  return read;
}

async function* readBody(child: Curl, request: HttpRequest, rest: Uint8Array): AsyncGenerator<Uint8Array> {
  const body = createBodyReader();
  try {
    for (let part: Uint8Array | undefined = rest; part !== undefined; part = await child.readLater(request.guard)) {
      const taken = body.take(part);
      if (taken.length === 0) continue;
      yield taken;
      await request.guard();
    }
    const last = body.end();
    if (last.length > 0) yield last;
    const fault = await faultOf(child, request);
    if (fault !== undefined) throw fault;
  } finally {
    child.end();
  }
}

/** Why a curl that has written all its output was not successful; undefined if it was. */
async function faultOf(child: Curl, request: HttpRequest): Promise<HttpFault | undefined> {
  const fault = faultOfEnd(child.wait(), request);
  // A signal at a terminal ends curl too.
  if (fault !== undefined) await request.guard();
  return fault;
}
