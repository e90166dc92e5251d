import { createServer, type AddressInfo, type Socket } from "node:net";

export interface SilentServer extends Disposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Settles when a client has sent something. */
  readonly connected: Promise<void>;
  /** Settles when a client has left. */
  readonly left: Promise<void>;
}

/** A server that takes what a client sends, and answers nothing. */
export async function serveSilence(): Promise<SilentServer> {
  const connected = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("data", () => connected.resolve());
    socket.on("error", () => {});
    socket.on("close", () => left.resolve());
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    connected: connected.promise,
    left: left.promise,
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
