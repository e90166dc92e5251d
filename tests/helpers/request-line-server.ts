import { createServer, type AddressInfo, type Socket } from "node:net";
import { createServer as createSecureServer } from "node:tls";
import type { Identity } from "./release-server.ts";

export interface RequestLineServer extends Disposable {
  /** `http://127.0.0.1:PORT`, or with an identity `https://127.0.0.1:PORT`. */
  readonly url: string;
  readonly port: number;
}

/** A server on loopback that takes any method. It answers with the first line of the request, and behind a bar its body. */
export async function serveRequestLines(identity?: Identity): Promise<RequestLineServer> {
  const sockets = new Set<Socket>();
  const answer = (socket: Socket): void => {
    sockets.add(socket);
    let text = "";
    socket.on("error", () => {});
    socket.on("data", (part) => {
      text += part.toString("latin1");
      const [head = "", body] = text.split("\r\n\r\n");
      const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
      if (body === undefined || body.length < length) return;
      const content = `${head.split("\r\n")[0]}|${body}`;
      const lines = ["HTTP/1.1 200 OK", `Content-Length: ${content.length}`, "Connection: close", "", content];
      socket.end(Buffer.from(lines.join("\r\n"), "latin1"));
    });
  };
  const server = identity === undefined ? createServer(answer) : createSecureServer({ ...identity }, answer);
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http${identity === undefined ? "" : "s"}://127.0.0.1:${port}`,
    port,
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
