/** The machine itself failed: C's abort, or no memory before the script began. */
export class MachineFault extends Error {
  override readonly name = "MachineFault";
}
