export type OutputStream = "stdout" | "stderr";

/** The three standard streams, as a command line uses them. */
export interface Terminal {
  /**
   * Writes the whole text, or the bytes, before it returns. If the reader has closed the pipe (EPIPE), the process ends quietly, as
   * other programs do. Throws AppError "output-failed" if stdout cannot be written; errors on stderr are ignored.
   */
  write(stream: OutputStream, text: string | Uint8Array): void;
  isTerminal(stream: OutputStream | "stdin"): boolean;
  /** The width of the stream's terminal in columns, 80 if unknown. */
  width(stream: OutputStream): number;
  /** The height of the stream's terminal in rows, 24 if unknown. */
  height(stream: OutputStream): number;
  /** Lets stdin's terminal show what is typed, or not. Returns whether it did before; true if stdin is no terminal. */
  setEcho(on: boolean): boolean;
}
