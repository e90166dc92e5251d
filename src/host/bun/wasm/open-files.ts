import type { ModuleFiles } from "./module-files.ts";
import { joinSpans } from "./spans.ts";
import { systemError } from "./wasi-errors.ts";

const FROM_START = 0;
const FROM_HERE = 1;
const FROM_END = 2;

interface OpenFile {
  /** Its number in the system. */
  readonly number: number;
  readonly appends: boolean;
  position: number;
}

/**
 * The files that a module has open, by their numbers in WASI, and where it is in each. The library keeps the size that a file had when it was
 * opened, reads addresses above 2 GiB as negative, and makes buffers as large as a module says.
 */
export class OpenFiles {
  readonly #files: ModuleFiles;
  readonly #open = new Map<number, OpenFile>();

  constructor(files: ModuleFiles) {
    this.#files = files;
  }

  /** Takes note of the file that was opened last. */
  add(descriptor: number, appends: boolean): void {
    const number = this.#files.takeOpened();
    if (number !== undefined) this.#open.set(descriptor, { number, appends, position: 0 });
  }

  /** Closes the file that was opened last, of which the library knows nothing: it was to be a folder. */
  drop(): void {
    const number = this.#files.takeOpened();
    if (number !== undefined) this.#files.closeSync(number);
  }

  remove(descriptor: number): void {
    this.#open.delete(descriptor);
  }

  /** A file gets another number, whose own file is closed. */
  move(from: number, to: number): void {
    const file = this.#open.get(from);
    if (from === to) return;
    this.#open.delete(from);
    if (file === undefined) this.#open.delete(to);
    else this.#open.set(to, file);
  }

  /** Reads from where the file is, or from a position, and returns how many bytes came. Throws errors of node:fs. */
  read(descriptor: number, spans: readonly Uint8Array[], position?: number): number {
    const file = this.#file(descriptor);
    let moved = 0;
    for (const span of spans) {
      const got = this.#files.readSync(file.number, span, 0, span.length, (position ?? file.position) + moved);
      moved += got;
      if (got < span.length) break;
    }
    if (position === undefined) file.position += moved;
    return moved;
  }

  /** Writes to where the file is, or to a position, and returns how many bytes went. Throws errors of node:fs. */
  write(descriptor: number, spans: readonly Uint8Array[], position?: number): number {
    const file = this.#file(descriptor);
    const bytes = joinSpans(spans);
    const at = position ?? (file.appends ? this.#size(file) : file.position);
    const moved = bytes.length === 0 ? 0 : this.#files.writeSync(file.number, bytes, 0, bytes.length, at);
    if (position === undefined) file.position = at + moved;
    return moved;
  }

  /** Goes to another position, and returns it. Throws errors of node:fs. */
  seek(descriptor: number, distance: number, base: number): number {
    const file = this.#file(descriptor);
    const origins: Readonly<Record<number, () => number>> = {
      [FROM_START]: () => 0,
      [FROM_HERE]: () => file.position,
      [FROM_END]: () => this.#size(file),
    };
    const position = (origins[base]?.() ?? Number.NaN) + distance;
    if (!Number.isSafeInteger(position) || position < 0) throw systemError("EINVAL");
    file.position = position;
    return position;
  }

  #size({ number }: OpenFile): number {
    return this.#files.fstatSync(number).size;
  }

  #file(descriptor: number): OpenFile {
    const file = this.#open.get(descriptor);
    if (file === undefined) throw systemError("EBADF");
    return file;
  }
}
