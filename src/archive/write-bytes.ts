import type { Host } from "../host/host.ts";
import { digestOf } from "./digest-of.ts";

export interface WrittenFile {
  readonly size: number;
  readonly sha256: string;
}

/** Writes bytes into a new file. Throws HostError. */
export async function writeBytes(
  host: Pick<Host, "disk" | "digests">,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<WrittenFile> {
  const output = host.disk.create(path, 0o666);
  let size = 0;
  try {
    const sha256 = await digestOf(host, chunks, (bytes) => {
      output.write(bytes);
      size += bytes.length;
    });
    return { size, sha256 };
  } finally {
    output.close();
  }
}
