import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";

type TreeHost = Pick<Host, "os" | "files" | "disk">;

/** Bytes that are read and written at once. */
const BLOCK = 1 << 18;

/** Counts what is copied, and throws an AppError if that is too much. */
export interface CopyCounter {
  addEntry(): void;
  addBytes(count: number): void;
}

/** A copy that is being made. */
interface Copying {
  readonly host: TreeHost;
  readonly counter: CopyCounter | undefined;
  /** The real paths of the folder that is copied, and of those to which links led on the way. */
  readonly around: readonly string[];
}

/**
 * Copies a folder with its content to a path that does not exist. Keeps modes and links; where the system makes no
 * links, it copies their targets. Leaves out sockets and devices. Throws HostError, the counter's AppError, and AppError
 * "source-unsupported" if a link that must be copied leads to a folder around it.
 */
export function copyTree(host: TreeHost, from: string, to: string, counter?: CopyCounter): void {
  copyFolder({ host, counter, around: [host.files.realPath(from)] }, from, to);
}

/** Copies a file, folder or link like `copyTree`. */
export function copyEntry(host: TreeHost, from: string, to: string, counter?: CopyCounter): void {
  copyAny({ host, counter, around: [] }, from, to);
}

function copyFolder(copying: Copying, from: string, to: string): void {
  const { os, disk, files } = copying.host;
  const { join } = pathStyle(os);
  const mode = disk.entry(from)?.mode ?? 0o755;
  disk.makeFolders(to);
  for (const name of files.list(from)) copyAny(copying, join(from, name), join(to, name));
  if (os !== "windows") disk.setMode(to, mode | 0o700);
}

function copyAny(copying: Copying, from: string, to: string): void {
  const { host, counter } = copying;
  counter?.addEntry();
  const entry = host.disk.entry(from);
  if (entry?.kind === "directory") copyFolder(copying, from, to);
  else if (entry?.kind === "link") copyLink(copying, from, to);
  else if (entry?.kind === "file") copyFile(copying, { from, to, mode: entry.mode });
}

function copyLink(copying: Copying, from: string, to: string): void {
  const { host, around } = copying;
  if (host.os !== "windows") {
    host.disk.makeLink(to, host.disk.readLink(from));
    return;
  }
  const kind = host.files.stat(from)?.kind;
  if (kind === "file") copyFile(copying, { from, to, mode: 0o666 });
  if (kind !== "directory") return;
  const target = host.files.realPath(from);
  requireEnd(copying, from, target);
  copyFolder({ ...copying, around: [...around, target] }, from, to);
}

/** Whoever follows a link to a folder around it comes to the same link again, without an end. */
function requireEnd({ host, around }: Copying, link: string, target: string): void {
  const { directory, separator } = pathStyle(host.os);
  const folders = [...around, host.files.realPath(directory(link))];
  if (!folders.some((folder) => `${folder}${separator}`.startsWith(`${target}${separator}`))) return;
  throw new AppError(
    "source-unsupported",
    `the link ${link} leads to ${target}, which is around it, so it cannot be copied`,
    {
      hint: "Windows makes no link here, so luff copies what links lead to. Remove the link.",
    },
  );
}

/** Copies the content of a file to a path that does not exist. */
function copyFile(
  { host: { disk }, counter }: Copying,
  { from, to, mode }: { readonly from: string; readonly to: string; readonly mode: number },
): void {
  const input = disk.open(from);
  const output = disk.create(to, mode);
  try {
    const buffer = new Uint8Array(Math.min(BLOCK, Math.max(input.size, 1)));
    for (let at = 0; ;) {
      const count = input.readAt(at, buffer);
      if (count === 0) break;
      counter?.addBytes(count);
      output.write(buffer.subarray(0, count));
      at += count;
    }
  } finally {
    input.close();
    output.close();
  }
}
