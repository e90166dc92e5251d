import { unpackText } from "../../author/lua/unpack-text.ts";
import type { Compression } from "../../host/compression.ts";
import { packDocuments } from "./packed/pack-documents.ts" with { type: "macro" };
import type { DocumentName } from "./topics.ts";

const PACKED = packDocuments();

/** The text of one of luff's documents, which every executable contains. */
export async function readDocument(compression: Compression, name: DocumentName): Promise<string> {
  return new TextDecoder().decode(await unpackText(compression, PACKED[name]));
}
