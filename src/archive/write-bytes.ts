import type { Host } from "../host/host.ts";

export interface WrittenFile {
  readonly size: number;
  readonly sha256: string;
}

/** Writes bytes into a new file. Throws HostError. */
export async function writeBytes(
  { disk, digests }: Pick<Host, "disk" | "digests">,
  path: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<WrittenFile> {
  const digest = digests.begin();
  const output = disk.create(path, 0o666);
  let size = 0;
  try {
    for await (const bytes of chunks) {
      digest.add(bytes);
      output.write(bytes);
      size += bytes.length;
    }
  } finally {
    output.close();
  }
  return { size, sha256: digest.end() };
}
