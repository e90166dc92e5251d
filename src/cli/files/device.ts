import { readFileBlocks } from "../../archive/unpack.ts";
import { AppError } from "../../errors/app-error.ts";
import { OPEN_WRITE } from "../../host/descriptors.ts";
import type { Host } from "../../host/host.ts";
import { statOf } from "../../host/stat-of.ts";
import type { OutputStream } from "../../host/terminal.ts";
import { fileFailure } from "../../manage/store/file-failure.ts";
import { absolutePath } from "./absolute-path.ts";
import { withTemporaryFolder } from "./with-temporary-folder.ts";

/** What data are written into, and no file takes the place of: a stream of luff's own, a device, or a named pipe. */
export type Device = { readonly stream: OutputStream } | { readonly path: string };

/** The device at a path; undefined if there is a file, a folder or nothing. */
export function deviceAt(host: Host, path: string): Device | undefined {
  const absolute = absolutePath(host, path);
  const stream = host.os === "windows" ? undefined : streamAt(absolute);
  if (stream !== undefined) return { stream };
  return statOf(host, absolute)?.kind === "other" ? { path: absolute } : undefined;
}

/** Whether a path is that of standard output, be it a file or not. */
export function isStandardOutput(host: Host, path: string): boolean {
  const device = deviceAt(host, path);
  return device !== undefined && "stream" in device && device.stream === "stdout";
}

/** The stream that a system calls by such a path. It may be a file to which others have written before. */
function streamAt(path: string): OutputStream | undefined {
  const [, name = ""] = /^\/(?:dev\/(?:fd\/)?|proc\/self\/fd\/)(stdout|stderr|1|2)$/.exec(path) ?? [];
  if (name === "") return undefined;
  return name === "stdout" || name === "1" ? "stdout" : "stderr";
}

/**
 * Lets `receive` create a file at a path of its own, and then writes that file into a device: data that may still turn out to be incomplete
 * must not reach the reader. Throws AppError "file-failed".
 */
export async function receiveForDevice<T>(
  host: Host,
  device: Device,
  receive: (file: string) => Promise<T>,
): Promise<T> {
  return withTemporaryFolder(host, async (path) => {
    const file = path("data");
    const result = await receive(file).catch((error: unknown) => {
      throw fileFailure(error, "keep the data before it is written");
    });
    await writeDevice(host, device, readFileBlocks(host, file));
    return result;
  });
}

/** Writes blocks of data into a device. Throws AppError "file-failed" if it does not take all of them. */
export async function writeDevice(
  host: Host,
  device: Device,
  blocks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  if ("stream" in device) {
    for await (const bytes of blocks) host.terminal.write(device.stream, bytes);
    return;
  }
  const { path } = device;
  const descriptor = host.descriptors.open(new TextEncoder().encode(path), OPEN_WRITE, 0);
  if (descriptor < 0) throw notWritten(path);
  try {
    for await (const bytes of blocks) {
      for (let at = 0; at < bytes.length;) {
        const count = host.descriptors.write(descriptor, bytes, at, bytes.length - at);
        if (count < 0) throw notWritten(path);
        at += count;
      }
    }
  } finally {
    host.descriptors.close(descriptor);
  }
}

function notWritten(path: string): AppError {
  return new AppError("file-failed", `cannot write all of the data into ${path}`, {
    hint: "It is a device or a pipe. Check that you may write into it, that it has room, and that its reader goes on.",
  });
}
