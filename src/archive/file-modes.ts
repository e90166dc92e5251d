import type { Host } from "../host/host.ts";

/**
 * Gives new files exactly their modes. The system takes away the bits of the process's mask when it makes a file, which is looked at
 * for the first file with a bit and not again.
 */
export class FileModes {
  readonly #host: Pick<Host, "os" | "disk">;
  /** Bits that files kept when they were made, and bits that they lost. */
  #kept = 0;
  #lost = 0;

  constructor(host: Pick<Host, "os" | "disk">) {
    this.#host = host;
  }

  /** Requires the mode of a file that was made with it. */
  require(path: string, mode: number): void {
    const { os, disk } = this.#host;
    if (os === "windows" || (mode & ~this.#kept) === 0) return;
    if ((mode & this.#lost) === 0) {
      const made = disk.entry(path)?.mode ?? 0;
      this.#kept |= mode & made;
      this.#lost |= mode & ~made;
      if (made === mode) return;
    }
    disk.setMode(path, mode);
  }
}
