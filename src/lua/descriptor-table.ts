import type { Descriptors } from "../host/descriptors.ts";
import { TextFile } from "./text-file.ts";

interface OpenFile {
  readonly host: number;
  references: number;
  terminal?: boolean;
  /** Where the file is read and written in C's text mode of Windows. */
  text?: TextFile;
}

/** The machine's own small numbers of open files; they start as the three standard streams. */
export class DescriptorTable {
  readonly #files: (OpenFile | undefined)[] = [0, 1, 2].map((host) => ({ host, references: 1 }));
  readonly #host: Descriptors;
  #armed: number | undefined;
  #opensText = false;

  constructor(host: Descriptors) {
    this.#host = host;
  }

  /** The host's descriptor, or undefined where the number is not open. */
  host(number: number): number | undefined {
    return this.#files[number]?.host;
  }

  isTerminal(number: number): boolean {
    const file = this.#files[number];
    if (file === undefined) return false;
    return (file.terminal ??= this.#host.isTerminal(file.host));
  }

  /** How the file at the number turns lines; undefined where its bytes are those of the script. */
  text(number: number): TextFile | undefined {
    return this.#files[number]?.text;
  }

  /** Lets the file at the number have lines that end with CR LF. */
  setText(number: number): void {
    const file = this.#files[number];
    if (file !== undefined) file.text = new TextFile(this.#host);
  }

  /** Gives the lowest free number to a descriptor of the host. */
  add(host: number): number {
    let number = this.#files.indexOf(undefined);
    if (number < 0) number = this.#files.length;
    this.#files[number] = { host, references: 1 };
    if (this.#opensText) this.setText(number);
    return number;
  }

  /** Makes a call in which files are opened as text or not; outside of one they are not. */
  opening<Result>(asText: boolean, call: () => Result): Result {
    const before = this.#opensText;
    this.#opensText = asText;
    try {
      return call();
    } finally {
      // A finalizer may have opened a file of its own in the middle of another call.
      this.#opensText = before;
    }
  }

  /** Closes the number and, with its last number, the file; returns the host's result, undefined where it is not open. */
  close(number: number): number | undefined {
    const file = this.#files[number];
    if (file === undefined) return undefined;
    this.#files[number] = undefined;
    file.references -= 1;
    return file.references === 0 ? this.#host.close(file.host) : 0;
  }

  /** Makes `to` another number of the file at `from`, closing what `to` was; false where `from` is not open. */
  duplicate(from: number, to: number): boolean {
    const file = this.#files[from];
    if (file === undefined) return false;
    this.close(to);
    while (this.#files.length < to) this.#files.push(undefined);
    file.references += 1;
    this.#files[to] = file;
    return true;
  }

  /** Lets the next open that the machine asks for answer this descriptor of the host, whatever its path. */
  arm(host: number): void {
    this.#armed = host;
  }

  /** The armed descriptor, which is then no longer armed. */
  takeArmed(): number | undefined {
    const host = this.#armed;
    this.#armed = undefined;
    return host;
  }
}
