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

const I64 = 0x7e;
const I32 = 0x7f;

function signedNumber(value: number): number[] {
  return value < 64 ? [value] : [(value % 128) | 0x80, ...signedNumber(Math.floor(value / 128))];
}

/** A module that answers with these bytes. */
export function wasmAnswer(answer: Uint8Array): Uint8Array {
  const [alloc, store, output, entry] = [0, 1, 2, 3];
  const imported = [["alloc", 0] as const, ["store_u8", 1] as const, ["output_set", 2] as const].flatMap(
    ([name, type]) => [...wasmName("extism:host/env"), ...wasmName(name), 0, type],
  );
  const length = [0x42, ...signedNumber(answer.length)];
  const code = [
    ...[1, 1, I64, ...length, 0x10, alloc, 0x21, 0],
    ...[...answer].flatMap((byte, index) => [
      ...[0x20, 0, 0x42, ...signedNumber(index), 0x7c, 0x41, ...signedNumber(byte), 0x10, store],
    ]),
    ...[0x20, 0, ...length, 0x10, output, 0x41, 0, 0x0b],
  ];
  return Uint8Array.from([
    ...WASM_HEADER,
    ...wasmSection(1, 4, 0x60, 1, I64, 1, I64, 0x60, 2, I64, I32, 0, 0x60, 2, I64, I64, 0, 0x60, 0, 1, I32),
    ...wasmSection(2, 3, ...imported),
    ...wasmSection(3, 1, 3),
    ...wasmSection(7, 1, ...wasmName("helm_plugin_main"), 0, entry),
    ...wasmSection(10, 1, ...wasmNumber(code.length), ...code),
  ]);
}
