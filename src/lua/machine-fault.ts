/** The machine itself failed: C's abort, or no memory before the script started. */
export class MachineFault extends Error {
  override readonly name = "MachineFault";
}

/** The message if a machine cannot be made. The compact host's native/wasm-runtime.c has the same text. */
export const NO_MEMORY = "not enough memory to start";
