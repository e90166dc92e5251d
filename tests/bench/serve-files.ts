/** Serves files by their names on loopback, as long as this process lives, and returns the address before a name. */
export function serveFiles(files: ReadonlyMap<string, Uint8Array>): string {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch({ url }) {
      const body = files.get(new URL(url).pathname.slice(1));
      return body === undefined ? new Response("Not Found", { status: 404 }) : new Response(Buffer.from(body));
    },
  });
  server.unref();
  return `http://127.0.0.1:${server.port}`;
}
