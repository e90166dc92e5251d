/** What is written to a machine's word if the time is over (SIGALRM's number). Otherwise it is a signal's number. */
export const TIME_IS_OVER = 14;

/** Where a machine checks whether it must stop. */
export interface InterruptWord {
  /** The machine's memory; a larger one may have replaced it at the next call. */
  readonly memory: () => ArrayBuffer;
  /** The address of 32 bits in it. */
  readonly address: number;
}

/** The end of a machine's time. */
export interface TimeLimit {
  readonly milliseconds: number;
  /** The line for stderr if the machine does not stop when its time is over, and the process is ended. */
  readonly lastWords: string;
}

/** Ways to stop a machine that is busy and does not return to JavaScript. */
export interface Interrupts {
  /**
   * From now on the first SIGINT, SIGTERM and SIGHUP write their number to the word, and the end of the time writes
   * TIME_IS_OVER. A second signal has its default action. Whatever the platform does not support is left out. Blocking
   * calls then return -EINTR. Returns a function that ends all this.
   */
  watch(word: InterruptWord, time: TimeLimit | undefined): () => void;
  /** Call this when the machine's memory has grown. */
  memoryHasGrown(): void;
}
