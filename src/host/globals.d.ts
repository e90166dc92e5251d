/**
 * What every host has besides the language itself; seen by tsconfig.host-free.json alone, where the types of Bun and of
 * Node are left out. Something new here must exist in the compact executable too.
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
