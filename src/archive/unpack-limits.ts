import { AppError } from "../errors/app-error.ts";
import { countOf } from "../text/count-of.ts";

/** How large an archive may become. */
export interface UnpackLimits {
  /** Bytes of all files together. */
  readonly bytes: number;
  readonly entries: number;
  /** How many times larger than the archive the files may be, once they have more than FREE_BYTES. */
  readonly ratio: number;
}

/** More than any known plugin needs: the largest has about 200 MB in 2,000 files, and compresses to a quarter. */
export const DEFAULT_LIMITS: UnpackLimits = { bytes: 1 << 30, entries: 100_000, ratio: 200 };

/** A small archive may be a thousand times smaller than its files. */
const FREE_BYTES = 16 << 20;

/** Counts entries and bytes, and throws AppError "archive-too-large" as soon as there are too many. */
export class UnpackCounter {
  readonly #limits: UnpackLimits | undefined;
  /** The bytes that have been read from the archive. */
  readonly #read: () => number;
  readonly #what: string;
  #bytes = 0;
  #entries = 0;

  /** `what` begins the message: what does not happen if there is too much. */
  constructor(limits: UnpackLimits | undefined, read: () => number, what = "the archive is not unpacked") {
    this.#limits = limits;
    this.#read = read;
    this.#what = what;
  }

  addEntry(): void {
    this.#entries++;
    const most = this.#limits?.entries ?? Number.POSITIVE_INFINITY;
    if (this.#entries > most) throw tooManyEntries(most, this.#what);
  }

  addBytes(count: number): void {
    this.#bytes += count;
    if (this.#limits === undefined) return;
    const { bytes, ratio } = this.#limits;
    if (this.#bytes > bytes) throw tooLarge(this.#what, `its files have more than ${countOf(bytes, "byte")}`);
    if (this.#bytes > FREE_BYTES && this.#bytes > ratio * this.#read()) {
      throw tooLarge(this.#what, `its files are more than ${countOf(ratio, "time")} as large as the archive`);
    }
  }
}

/** The error for an archive with more entries than it may have. */
export function tooManyEntries(most: number, what = "the archive is not unpacked"): AppError {
  return tooLarge(what, `it has more than ${countOf(most, "entry", "entries")}`);
}

/**
 * Throws AppError "archive-too-large" if an archive of so many bytes has more in it than the limits allow. One that is not
 * compressed may be a little larger than its files.
 */
export function requireArchiveSize(limits: UnpackLimits | undefined, bytes: number): void {
  if (limits === undefined || bytes <= limits.bytes + FREE_BYTES) return;
  throw tooLarge("the archive is not unpacked", `it has more than ${countOf(limits.bytes, "byte")} itself`);
}

function tooLarge(what: string, reason: string): AppError {
  return new AppError("archive-too-large", `${what}: ${reason}`, {
    advice: "raise-unpack-limit",
  });
}
