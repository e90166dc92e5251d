/** What came while signals were watched. */
export interface SignalWatch {
  /** The number of the first signal that came (SIGINT for Ctrl-C on Windows); undefined where none did. */
  received(): Promise<number | undefined>;
  /** From now on signals act as they do by themselves. */
  end(): void;
}

/** Ways to bring something to its end although the user wants this process to stop. */
export interface Signals {
  /** From now on SIGINT, SIGTERM and SIGHUP are noted and do not end this process. What was ignored before stays so. */
  watch(): SignalWatch;
}
