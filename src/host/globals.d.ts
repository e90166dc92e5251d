/**
 * What every host has besides the language itself. Only tsconfig.host-free.json uses this; it excludes the types of Bun
 * and Node. A new declaration here must also exist in the compact executable.
 */
declare class TextDecoder {
  constructor(
    encoding?: "utf-8" | "latin1" | "utf-16le" | "utf-16be",
    options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean },
  );
  decode(bytes?: Uint8Array, options?: { readonly stream?: boolean }): string;
}

declare class TextEncoder {
  encode(text?: string): Uint8Array<ArrayBuffer>;
  encodeInto(text: string, target: Uint8Array): { readonly read: number; readonly written: number };
}
