import type { Host } from "../../host/host.ts";

/** Loads what reads a manifest, while luff waits for something else. If that fails, whoever needs it gets the error. */
export function loadManifestParser(): void {
  import("../../manifest/parse-manifest.ts").catch(() => {});
}

/** Loads what unpacks an archive and reads the plugin in it, while luff waits for a server. */
export function loadUnpacking(host: Pick<Host, "compression">): void {
  Reflect.get(host, "compression");
  loadManifestParser();
}
