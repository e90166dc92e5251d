/** The machine itself failed: C's abort, or no memory before the script began. */
export class MachineFault extends Error {
  override readonly name = "MachineFault";
}

/** What a machine says that cannot be made; the compact host's native/wasm-runtime.c has the same words. */
export const NO_MEMORY = "not enough memory to start";
