import type { Host } from "../../host/host.ts";
import { downloadFile, type Download, type Downloaded } from "../../http/download.ts";
import { loadUnpacking } from "./load-ahead.ts";

/** Downloads an archive as `downloadFile` does, and loads meanwhile what unpacks it. Throws as `downloadFile` does. */
export function receiveArchive(host: Host, download: Download, path: string): Promise<Downloaded> {
  const downloading = downloadFile(host, download, path);
  loadUnpacking(host);
  return downloading;
}
