import type { Compression } from "../../host/compression.ts";
import { unpackText } from "./unpack-text.ts";

/** luacheck as one Lua script, which fills package.preload. It is loaded and unpacked only here. */
export async function unpackLuacheck(compression: Pick<Compression, "gunzip">): Promise<Uint8Array> {
  const { default: packed } = await import("../../../dist/luacheck.txt", { with: { type: "text" } });
  return unpackText(compression, packed);
}
