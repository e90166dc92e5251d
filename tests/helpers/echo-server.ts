import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { Identity } from "./release-server.ts";

/** What an echo server saw of a request. Each character is a byte. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface EchoServer extends Disposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SeenRequest[];
}

/**
 * A server on loopback that answers with the body that it got, the status `s` of the query (200 where absent), the address `to` of the
 * query as the header Location, and a header with bytes outside ASCII. With an identity it speaks HTTPS.
 */
export async function serveEcho(identity?: Identity): Promise<EchoServer> {
  const requests: SeenRequest[] = [];
  const server = identity === undefined ? createServer() : createSecureServer({ ...identity });
  server.on("request", (request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => void parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const { method = "", url = "", headers } = request;
      requests.push({ method, path: url, headers, body: body.toString("latin1") });
      const query = new URL(url, "http://host").searchParams;
      const to = query.get("to");
      const location = to === null ? {} : { Location: to };
      response.writeHead(Number(query.get("s") ?? 200), { "X-Odd": "\xfc\xff", "X-Two": ["a", "b"], ...location });
      response.end(body);
    });
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http${identity === undefined ? "" : "s"}://127.0.0.1:${port}`,
    port,
    requests,
    [Symbol.dispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}
