import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

/** How a server answers a request for a file that it has. */
export type Answer = (body: Uint8Array, response: ServerResponse) => void;

export interface ReleaseServer extends Disposable {
  /** `http://127.0.0.1:PORT/releases`: the value for LUFF_BASE_URL. */
  readonly base: string;
  /** The requested paths, in order. */
  readonly requests: readonly string[];
  /** The headers of each of these requests. */
  readonly headers: readonly IncomingHttpHeaders[];
}

/** A certificate and its key, PEM. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

/**
 * Serves files by the last part of the path, on loopback; 404 for others. `answers` by the name of a file let it misbehave.
 * With an identity it speaks HTTPS.
 */
export async function serveRelease(
  files: Readonly<Record<string, Uint8Array>>,
  answers: Readonly<Record<string, Answer>> = {},
  identity?: Identity,
): Promise<ReleaseServer> {
  const requests: string[] = [];
  const seen: IncomingHttpHeaders[] = [];
  const serve = ({ url = "", headers }: IncomingMessage, response: ServerResponse): void => {
    requests.push(url);
    seen.push(headers);
    const path = url.replace(/\?.*$/, "");
    const name = path.slice(path.lastIndexOf("/") + 1);
    const body = files[name];
    if (body === undefined) response.writeHead(404).end("Not Found");
    else (answers[name] ?? whole)(body, response);
  };
  const server = identity === undefined ? createServer(serve) : createSecureServer({ ...identity }, serve);
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    base: `${identity === undefined ? "http" : "https"}://127.0.0.1:${port}/releases`,
    requests,
    headers: seen,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** All of it. */
export const whole: Answer = (body, response) => {
  response.writeHead(200, { "content-length": body.length }).end(body);
};

/** Half of what was announced, then the connection is cut. */
export const truncated: Answer = (body, response) => {
  response.writeHead(200, { "content-length": body.length });
  response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
};

/** Half of it, and then nothing for ever. */
export const stalled: Answer = (body, response) => {
  response.writeHead(200, { "content-length": body.length });
  response.write(body.subarray(0, body.length / 2));
};

/** All of it, piece by piece with a pause between. */
export const slow: Answer = (body, response) => {
  response.writeHead(200, { "content-length": body.length });
  const size = Math.ceil(body.length / 5);
  const send = (from: number): void => {
    if (from >= body.length) return void response.end();
    response.write(body.subarray(from, from + size));
    setTimeout(send, 10, from + size);
  };
  send(0);
};

/** All of it after a pause, in milliseconds. */
export function late(pause: number): Answer {
  return (body, response) => void setTimeout(whole, pause, body, response);
}

/** Every request fails, by a status. */
export function status(code: number, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_, response) => void response.writeHead(code, headers).end("no");
}

/** All of it, with more headers. */
export function withHeaders(headers: Readonly<Record<string, string>>): Answer {
  return (body, response) => void response.writeHead(200, { "content-length": body.length, ...headers }).end(body);
}

/** All of it in chunks, without its length; the last chunk is missing, and the connection is cut. */
export const cutChunks: Answer = (body, response) => {
  response.writeHead(200);
  response.write(body, () => response.socket?.destroy());
};

/** Sends the client elsewhere. */
export function redirect(address: string): Answer {
  return (_, response) => void response.writeHead(302, { location: address }).end();
}

/** The first requests are answered by these, the others as they should be. */
export function atFirst(...first: readonly Answer[]): Answer {
  let count = 0;
  return (body, response) => (first[count++] ?? whole)(body, response);
}

/** What a server sends as soon as so many requests wait for it at once, and the largest number of requests that ever waited. */
export interface Gathering {
  readonly answer: Answer;
  readonly most: () => number;
}

/** Answers requests together, all of them whole; later ones at once. With fewer than `count` at once it never answers. */
export function gather(count: number): Gathering {
  const waiting: (() => void)[] = [];
  let open = 0;
  let most = 0;
  let isFull = false;
  const answer: Answer = (body, response) => {
    most = Math.max(most, ++open);
    response.on("close", () => open--);
    waiting.push(() => whole(body, response));
    isFull ||= waiting.length >= count;
    if (isFull) for (const send of waiting.splice(0)) send();
  };
  return { answer, most: () => most };
}

/** The very bytes of a response. */
export function bytes(text: string): Answer {
  return (_body, response) => void response.socket?.end(Buffer.from(text, "latin1"));
}
