/** What is written to a machine's word, besides the number of a signal: the time is over (SIGALRM's number). */
export const TIME_IS_OVER = 14;

/** Where a machine looks for a wish to stop it. */
export interface InterruptWord {
  /** The machine's memory; it may have been replaced by a larger one at the next question. */
  readonly memory: () => ArrayBuffer;
  /** The address of 32 bits in it. */
  readonly address: number;
}

/** The end of a machine's time. */
export interface TimeLimit {
  readonly milliseconds: number;
  /** The line for stderr where the machine does not stop at the end of its time, so that the process is ended. */
  readonly lastWords: string;
}

/** Ways to stop a machine that is busy and does not come back to JavaScript. */
export interface Interrupts {
  /**
   * From now on the first SIGINT and the first SIGTERM write their number to the word, and so does the end of the time
   * with TIME_IS_OVER; a second signal acts as it does by itself. What the platform cannot do is left out.
   * Calls that block then return -EINTR. Returns a function that ends all this.
   */
  watch(word: InterruptWord, time: TimeLimit | undefined): () => void;
  /** To be called when the machine's memory has grown. */
  memoryHasGrown(): void;
}
