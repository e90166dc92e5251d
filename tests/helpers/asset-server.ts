import { madeTgz } from "./made-tar.ts";

/** A server that stands for the download host of plugins. */
export interface AssetServer extends Disposable {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The paths that were asked for, in order. */
  readonly requests: readonly string[];
}

/** What the program of a release prints: its name, and its arguments. */
export const RELEASED = '#!/bin/sh\necho released "$@"\n';

/**
 * Serves the files of releases, whatever their names and versions: archives (`.tar.gz`, with the program `tool` in the folder `top` or at
 * the root), the program itself, checksums, and which release is the newest. All other paths are "Not Found", with 404.
 */
export function serveAssets(): AssetServer {
  const requests: string[] = [];
  const archiveOf = (folder: string): Uint8Array =>
    madeTgz([
      { path: `${folder}tool`, content: RELEASED, mode: 0o755 },
      { path: `${folder}LICENSE`, content: "free\n" },
    ]);
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch(request) {
      const { pathname } = new URL(request.url);
      requests.push(pathname);
      if (pathname.endsWith("/releases/latest")) return Response.json({ tag_name: "v1.2.3", assets: [] });
      if (pathname.includes("/releases/newest/")) {
        return Response.redirect(pathname.replace("/newest/", "/download/v1.2.3/"), 302);
      }
      if (!/\/releases\/download\/v?1\.2\.3\//.test(pathname)) return new Response("Not Found", { status: 404 });
      const archive = archiveOf(pathname.includes("nested") ? "top/bin/" : "");
      if (pathname.endsWith(".tar.gz")) return new Response(archive);
      if (pathname.endsWith("checksums.txt")) {
        const digest = new Bun.CryptoHasher("sha256").update(archive).digest("hex");
        return new Response(`${"0".repeat(64)}  other.tar.gz\n${digest}  tool.tar.gz\n`);
      }
      return new Response(RELEASED);
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    requests,
    [Symbol.dispose]: () => void server.stop(true),
  };
}
