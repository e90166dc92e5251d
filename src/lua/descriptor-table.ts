import type { Descriptors } from "../host/descriptors.ts";
import { TextFile } from "./text-file.ts";

/** A descriptor of the host. */
export interface FileOfHost {
  readonly host: number;
  /** Set if the file is in C's text mode of Windows. */
  readonly text?: TextFile;
}

interface OpenFile extends FileOfHost {
  references: number;
  terminal?: boolean;
  text?: TextFile;
}

/** The machine's own descriptor numbers, as small integers. The first three are the standard streams. */
export class DescriptorTable {
  readonly #files: (OpenFile | undefined)[] = [0, 1, 2].map((host) => ({ host, references: 1 }));
  readonly #host: Descriptors;
  #armed: number | undefined;
  #opensText = false;

  constructor(host: Descriptors) {
    this.#host = host;
  }

  /** The host's descriptor, undefined if the number is not open. */
  host(number: number): number | undefined {
    return this.#files[number]?.host;
  }

  /** What the number stands for, undefined if it is not open. */
  file(number: number): FileOfHost | undefined {
    return this.#files[number];
  }

  isTerminal(number: number): boolean {
    const file = this.#files[number];
    if (file === undefined) return false;
    return (file.terminal ??= this.#host.isTerminal(file.host));
  }

  /** The file's text mode; undefined if its bytes reach the script unchanged. */
  text(number: number): TextFile | undefined {
    return this.#files[number]?.text;
  }

  /** Puts the file in text mode: its lines end with CR LF. */
  setText(number: number): void {
    const file = this.#files[number];
    if (file !== undefined) file.text = new TextFile(this.#host);
  }

  /** Gives a descriptor of the host the lowest free number, and returns the number. */
  add(host: number): number {
    let number = this.#files.indexOf(undefined);
    if (number < 0) number = this.#files.length;
    this.#files[number] = { host, references: 1 };
    if (this.#opensText) this.setText(number);
    return number;
  }

  /** Makes a call during which files are opened as text or not. Outside such a call they are opened as binary. */
  opening<Result>(asText: boolean, call: () => Result): Result {
    const before = this.#opensText;
    this.#opensText = asText;
    try {
      return call();
    } finally {
      // A finalizer may have opened a file during another call.
      this.#opensText = before;
    }
  }

  /**
   * Closes the number, and the file if it was the file's last number. Returns the host's result, undefined if the
   * number is not open.
   */
  close(number: number): number | undefined {
    const file = this.#files[number];
    if (file === undefined) return undefined;
    this.#files[number] = undefined;
    file.references -= 1;
    return file.references === 0 ? this.#host.close(file.host) : 0;
  }

  /** Makes `to` another number of the file at `from`, and closes the previous file of `to`. False if `from` is not open. */
  duplicate(from: number, to: number): boolean {
    const file = this.#files[from];
    if (file === undefined) return false;
    this.close(to);
    while (this.#files.length < to) this.#files.push(undefined);
    file.references += 1;
    this.#files[to] = file;
    return true;
  }

  /** Puts a descriptor of the host in the place of a number. Returns a function that closes it, and puts back what was there. */
  replace(number: number, host: number): () => void {
    const before = this.#files[number];
    this.#files[number] = { host, references: 1 };
    return () => {
      this.close(number);
      this.#files[number] = before;
    };
  }

  /** Makes the machine's next open return this descriptor of the host, whatever the path. */
  arm(host: number): void {
    this.#armed = host;
  }

  /** Returns the armed descriptor, which is not armed any more. */
  takeArmed(): number | undefined {
    const host = this.#armed;
    this.#armed = undefined;
    return host;
  }
}
