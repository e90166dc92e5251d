import { decodeBase64 } from "../../helm/base64.ts";
import type { Compression } from "../../host/compression.ts";
import { joinChunks } from "../../text/join-chunks.ts";

/** The bytes of what the build has packed as gzip in base64. */
export async function unpackText({ gunzip }: Pick<Compression, "gunzip">, packed: string): Promise<Uint8Array> {
  const bytes = decodeBase64(packed) ?? new Uint8Array();
  const parts: Uint8Array[] = [];
  for await (const part of gunzip(once(bytes), bytes.length)) parts.push(part.slice());
  return joinChunks(parts);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
