export type OutputStream = "stdout" | "stderr";

/** The three standard streams as a command line sees them. */
export interface Terminal {
  /**
   * Writes all of the text before it returns. A closed reader (EPIPE) ends the process quietly, as it does for other
   * programs. Throws AppError "output-failed" where stdout takes no more; what stderr does not take is lost.
   */
  write(stream: OutputStream, text: string): void;
  isTerminal(stream: OutputStream | "stdin"): boolean;
  /** Columns of the terminal behind the stream, 80 where that is not known. */
  width(stream: OutputStream): number;
}
