import { decodeBase64 } from "../../helm/base64.ts";
import type { Compression } from "../../host/compression.ts";
import { packDocuments } from "./packed/pack-documents.ts" with { type: "macro" };
import type { DocumentName } from "./topics.ts";

const PACKED = packDocuments();

/** The text of one of luff's documents, which every executable contains. */
export async function readDocument(compression: Compression, name: DocumentName): Promise<string> {
  const packed = decodeBase64(PACKED[name]) ?? new Uint8Array();
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of compression.gunzip(once(packed), packed.length)) {
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
