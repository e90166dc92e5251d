/** The signals that came while they were watched. */
export interface SignalWatch {
  /** The number of the first signal (SIGINT for Ctrl-C on Windows); undefined if there was none. */
  received(): Promise<number | undefined>;
  /** From now on signals have their default actions. */
  end(): void;
}

/** Lets luff finish something although the user wants it to stop. */
export interface Signals {
  /**
   * From now on SIGINT, SIGTERM, SIGHUP and SIGQUIT are recorded and do not end this process. Signals that were ignored stay
   * ignored.
   */
  watch(): SignalWatch;
}
