import { createServer, type AddressInfo, type Socket } from "node:net";

export interface ProxyServer extends Disposable {
  readonly port: number;
  /** The first line of each request, and whether its password was right. */
  readonly requests: readonly string[];
}

/**
 * A proxy on loopback that wants a user and a password. Whatever server it is asked for, it connects to this port of
 * loopback: as a tunnel for CONNECT, and otherwise with the rest of the request as it came.
 */
export async function serveProxy(password: string, target: number): Promise<ProxyServer> {
  const requests: string[] = [];
  const expected = `Basic ${Buffer.from(password).toString("base64")}`;
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    sockets.add(client);
    client.on("error", () => {});
    client.once("data", (first) => {
      const text = first.toString("latin1");
      const line = text.slice(0, text.indexOf("\r\n"));
      const isAllowed = text.includes(`Proxy-Authorization: ${expected}\r\n`);
      requests.push(`${isAllowed ? "allowed" : "refused"} ${line}`);
      if (!isAllowed) {
        client.end("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        return;
      }
      const server = Bun.connect({
        hostname: "127.0.0.1",
        port: target,
        socket: {
          open(upstream) {
            if (line.startsWith("CONNECT ")) client.write("HTTP/1.1 200 Connection established\r\n\r\n");
            else upstream.write(first);
            client.on("data", (bytes) => void upstream.write(bytes));
            client.on("close", () => void upstream.end());
          },
          data: (_, bytes) => void client.write(bytes),
          close: () => void client.end(),
          error: () => void client.destroy(),
        },
      });
      server.catch(() => client.destroy());
    });
  });
  await new Promise<void>((listening) => void server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    requests,
    [Symbol.dispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
