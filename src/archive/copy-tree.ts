import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

type TreeHost = Pick<Host, "os" | "files" | "disk">;

/** Bytes that are read and written at once. */
const BLOCK = 1 << 18;

/**
 * Copies a folder with its content to a path that does not exist. Keeps modes and links; where the system makes no
 * links, it copies their targets. Leaves out sockets and devices.
 */
export function copyTree(host: TreeHost, from: string, to: string): void {
  const { join } = pathStyle(host.os);
  const mode = host.disk.entry(from)?.mode ?? 0o755;
  host.disk.makeFolders(to);
  for (const name of host.files.list(from)) copyEntry(host, join(from, name), join(to, name));
  if (host.os !== "windows") host.disk.setMode(to, mode | 0o700);
}

/** Copies a file, folder or link like `copyTree`. */
export function copyEntry(host: TreeHost, from: string, to: string): void {
  const entry = host.disk.entry(from);
  if (entry?.kind === "directory") copyTree(host, from, to);
  else if (entry?.kind === "link") copyLink(host, from, to);
  else if (entry?.kind === "file") copyFile(host, { from, to, mode: entry.mode });
}

function copyLink(host: TreeHost, from: string, to: string): void {
  if (host.os !== "windows") {
    host.disk.makeLink(to, host.disk.readLink(from));
    return;
  }
  const kind = host.files.stat(from)?.kind;
  if (kind === "directory") copyTree(host, from, to);
  else if (kind === "file") copyFile(host, { from, to, mode: 0o666 });
}

/** Copies the content of a file to a path that does not exist. */
function copyFile(
  { disk }: TreeHost,
  { from, to, mode }: { readonly from: string; readonly to: string; readonly mode: number },
): void {
  const input = disk.open(from);
  const output = disk.create(to, mode);
  try {
    const buffer = new Uint8Array(Math.min(BLOCK, Math.max(input.size, 1)));
    for (let at = 0; ;) {
      const count = input.readAt(at, buffer);
      if (count === 0) break;
      output.write(buffer.subarray(0, count));
      at += count;
    }
  } finally {
    input.close();
    output.close();
  }
}
