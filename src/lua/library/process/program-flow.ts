import type { ChildEnd } from "../../../host/child-processes.ts";
import type { Room } from "../../room.ts";
import { NOT_YET, type Programs, type StartedProgram } from "../../../host/programs.ts";
import { ByteQueue } from "./byte-queue.ts";

/** How much is read at once. */
const BLOCK = 1 << 17;
/** Of output that goes on to another program only so much is kept. */
const ENOUGH = 1 << 20;
/** A pipe holds at most 1 MiB, and the first read may be a little one. A program that goes on writing cannot keep luff for longer. */
const MOST_READS = (1 << 20) / BLOCK + 1;
const CLOSED = -1;

/** Most programs write less. JavaScriptCore collects garbage, for some milliseconds, before it makes the larger array. */
const LITTLE = 512;

/** Where all programs' outputs are read to. What has arrived is copied. */
let block = new Uint8Array(LITTLE);

/** A program's output: what has arrived and was not taken yet. */
export interface Output {
  pipe: number;
  readonly arrived: ByteQueue;
  /** Where the next bytes go instead, for a read that waits for many. */
  room?: Room | undefined;
}

/** What moves between a program and the script. */
export class ProgramFlow {
  readonly child: number;
  readonly input = new ByteQueue();
  readonly stdout: Output;
  readonly stderr: Output;
  /** How it ended; undefined while it runs, or as long as nobody has asked. */
  end: ChildEnd | undefined;
  timedOut = false;
  /** Whether its input ends when what is there was written. */
  inputEnds = false;
  /** Whether it no longer reads what is written. */
  inputFailed = false;
  /** Whether the script can no longer ask for what it writes, so that this is dropped. */
  isAbandoned = false;
  /** The program that reads its stdout. */
  next: ProgramFlow | undefined;
  /** Whether it reads the script's own stdin, and so gets the terminal's signals itself. */
  readonly sharesInput: boolean;
  readonly #programs: Programs;
  #stdin: number;
  /** Whether its pipe took nothing of what it was given last. */
  #inputIsFull = false;

  constructor(programs: Programs, { child, stdin, stdout, stderr }: StartedProgram, sharesInput: boolean) {
    this.sharesInput = sharesInput;
    this.#programs = programs;
    this.child = child;
    this.#stdin = stdin;
    this.stdout = { pipe: stdout, arrived: new ByteQueue() };
    this.stderr = { pipe: stderr, arrived: new ByteQueue() };
  }

  get hasInput(): boolean {
    return this.#stdin !== CLOSED;
  }

  /** Adds the pipes that are to be read now. An output of which `most` bytes wait for the script is not. */
  addReadable(pipes: number[], most: number): void {
    if (this.#takes(this.stdout, most)) pipes.push(this.stdout.pipe);
    if (this.#takes(this.stderr, most)) pipes.push(this.stderr.pipe);
  }

  #takes(output: Output, most: number): boolean {
    if (output.pipe === CLOSED || output.arrived.length >= most) return false;
    if (output.room !== undefined) return !output.room.isFull;
    return output === this.stderr || this.next === undefined || this.next.input.length <= ENOUGH;
  }

  /** What is in rooms comes to what has arrived, and so does what follows. */
  leaveRooms(): void {
    for (const output of [this.stdout, this.stderr]) {
      if (output.room !== undefined) output.arrived.push(output.room.copy());
      output.room = undefined;
    }
  }

  /** How many bytes wait for the script, or for the program. */
  get queued(): number {
    return this.input.length + this.stdout.arrived.length + this.stderr.arrived.length;
  }

  /** Adds the pipe that is to be written now. */
  addWritable(pipes: number[]): void {
    if (this.#hasToWrite()) pipes.push(this.#stdin);
  }

  #hasToWrite(): boolean {
    return this.#stdin !== CLOSED && this.input.length > 0;
  }

  /** Whether anything can still arrive or be written. */
  get isOpen(): boolean {
    return this.stdout.pipe !== CLOSED || this.stderr.pipe !== CLOSED || this.#hasToWrite();
  }

  /** Adds what the program is to read. Without an input this is lost, and the input has failed. */
  feed(bytes: Uint8Array): void {
    if (this.hasInput) this.input.push(bytes);
    else this.inputFailed ||= bytes.length > 0;
  }

  /**
   * Moves what can be moved without waiting. Nothing is read from an output of which `most` bytes wait for the script. Only the `ready`
   * pipes are asked, if they are known: a question that gets nothing costs as much as some that get something.
   */
  move(most = Number.POSITIVE_INFINITY, ready?: readonly number[]): void {
    if (!this.#inputIsFull || isAmong(ready, this.#stdin)) this.#write();
    if (isAmong(ready, this.stdout.pipe)) this.#readFrom(this.stdout, most, ready === undefined);
    if (isAmong(ready, this.stderr.pipe)) this.#readFrom(this.stderr, most, ready === undefined);
    if (this.next === undefined) return;
    if (!this.next.hasInput) this.#close(this.stdout);
    const { arrived } = this.stdout;
    while (arrived.length > 0) this.next.feed(arrived.take(arrived.first.length));
    if (this.stdout.pipe === CLOSED) this.next.inputEnds = true;
  }

  #write(): void {
    if (!this.hasInput) return;
    while (this.input.length > 0) {
      const { first } = this.input;
      const count = this.#programs.write(this.#stdin, first, 0, first.length);
      this.#inputIsFull = count === NOT_YET;
      if (this.#inputIsFull) return;
      if (count < 0) {
        this.inputFailed = true;
        return this.closeInput();
      }
      this.input.drop(count);
    }
    if (this.inputEnds) this.closeInput();
  }

  /** Without pipes that are known to be ready this is a last look: all is read that a pipe may hold. */
  #readFrom(output: Output, most: number, isLast: boolean): void {
    for (let reads = isLast ? MOST_READS : 1; reads > 0 && this.#takes(output, most); reads--) {
      if (!this.#read(output)) break;
    }
    if (this.isAbandoned) output.arrived.drop(output.arrived.length);
  }

  /** Whether anything came. */
  #read(output: Output): boolean {
    const count = output.room?.fill((...part) => this.#programs.read(output.pipe, ...part)) ?? this.#readPiece(output);
    if (count <= 0 && count !== NOT_YET) this.#close(output);
    return count > 0;
  }

  #readPiece(output: Output): number {
    const count = this.#programs.read(output.pipe, block, 0, block.length);
    if (count > 0) output.arrived.push(block.slice(0, count));
    if (count === LITTLE && block.length === LITTLE) block = new Uint8Array(BLOCK);
    return count;
  }

  #close(output: Output): void {
    if (output.pipe !== CLOSED) this.#programs.close(output.pipe);
    output.pipe = CLOSED;
  }

  /** Closes its input at once. What is not yet written is lost. */
  closeInput(): void {
    if (this.hasInput) this.#programs.close(this.#stdin);
    this.#stdin = CLOSED;
    this.input.drop(this.input.length);
  }

  /** Closes what it writes to, whether it has ended or not. */
  closeOutputs(): void {
    this.#close(this.stdout);
    this.#close(this.stderr);
  }

  /** Whether it has ended. Does not wait. */
  hasEnded(): boolean {
    if (this.end !== undefined) return true;
    const end = this.#programs.waitForEnd(this.child, 0);
    if (typeof end === "object") this.end = end;
    return this.end !== undefined;
  }

  /** Sends a signal; a program that has ended gets none. */
  signal(signal: number): number {
    return this.#programs.signal(this.child, signal);
  }
}

function isAmong(pipes: readonly number[] | undefined, pipe: number): boolean {
  return pipes === undefined || pipes.includes(pipe);
}
