import { createServer, type AddressInfo, type Socket } from "node:net";

export interface RawServer extends Disposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
}

/**
 * A server that answers each path with the given texts as they are, HTTP or not, with pauses of so many milliseconds between them.
 */
export async function serveRaw(answers: Readonly<Record<string, readonly string[]>>, pause = 0): Promise<RawServer> {
  const server = createServer((socket) => {
    let request = "";
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      request += bytes.toString();
      if (!request.includes("\r\n\r\n")) return;
      const path = request.split(" ")[1] ?? "";
      request = "";
      void send(socket, answers[path] ?? [], pause);
    });
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void server.close() };
}

async function send(socket: Socket, texts: readonly string[], pause: number): Promise<void> {
  for (const [index, text] of texts.entries()) {
    if (index > 0) await Bun.sleep(pause);
    socket.write(text);
  }
  socket.end();
}
