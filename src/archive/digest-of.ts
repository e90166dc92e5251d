import type { Host } from "../host/host.ts";

/** The SHA-256 of bytes that come one after another, each piece of which is used as well. */
export async function digestOf(
  { digests }: Pick<Host, "digests">,
  chunks: AsyncIterable<Uint8Array>,
  use: (bytes: Uint8Array) => void = () => {},
): Promise<string> {
  const digest = digests.begin();
  let sha256 = "";
  try {
    for await (const bytes of chunks) {
      use(bytes);
      digest.add(bytes);
    }
  } finally {
    // A host has room for a few that have begun.
    sha256 = digest.end();
  }
  return sha256;
}
