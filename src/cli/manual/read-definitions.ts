import { unpackText } from "../../author/lua/unpack-text.ts";
import type { Definition } from "../../author/types/write-types.ts";
import type { Compression } from "../../host/compression.ts";
import { packDefinitions } from "./packed/pack-definitions.ts" with { type: "macro" };

const PACKED = packDefinitions();
const NAME = /^---@meta ([\w.]+)\n/;

/** The types of each module that a script can require, in the order of their names. */
export async function readDefinitions(compression: Compression): Promise<readonly Definition[]> {
  const texts = JSON.parse(new TextDecoder().decode(await unpackText(compression, PACKED))) as readonly string[];
  const definitions = texts.map((text) => ({ module: NAME.exec(text)?.[1] ?? "", text }));
  return definitions.toSorted((a, b) => (a.module < b.module ? -1 : 1));
}
