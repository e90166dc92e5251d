/** How a module begins. */
export const WASM_HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0] as const;

/** A number without a sign in LEB128. */
export function wasmNumber(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 0x80, ...wasmNumber(Math.floor(value / 128))];
}

/** A section of a module. */
export function wasmSection(id: number, ...content: readonly number[]): number[] {
  return [id, ...wasmNumber(content.length), ...content];
}

/** A name as modules write it. */
export function wasmName(text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  return [...wasmNumber(bytes.length), ...bytes];
}

/** The sections of a module that come before its functions, from their numbers. */
type Sections = Readonly<Record<number, readonly number[]>>;

/** A module with one function, helm_plugin_main, that returns a number of 32 bits. */
export function wasmProgram(code: readonly number[], { 1: types, ...others }: Sections = {}): Uint8Array {
  const all: Sections = {
    1: types ?? [1, 0x60, 0, 1, 0x7f],
    3: [1, 0],
    ...others,
    7: [1, ...wasmName("helm_plugin_main"), 0, 0],
    10: [1, ...wasmNumber(code.length + 2), 0, ...code, 0x0b],
  };
  // The section of tags is between those of memories and globals.
  const order = [1, 3, 4, 5, 13, 6, 7, 10];
  return Uint8Array.from([...WASM_HEADER, ...order.flatMap((id) => (all[id] ? wasmSection(id, ...all[id]) : []))]);
}
