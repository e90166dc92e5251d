import { AppError } from "../../errors/app-error.ts";
import type { OutputStream, Terminal } from "../terminal.ts";
import { nodeFs } from "./node-fs.ts";
import { hostError } from "./system-error.ts";

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 } as const;
const DIED_OF_SIGPIPE = 141;

/**
 * The standard streams of this process. node:tty takes milliseconds to load, so it is loaded only if a property of a
 * terminal is needed.
 */
export const terminal: Terminal = {
  write,
  isTerminal: (stream) => tty().isatty(DESCRIPTORS[stream]),
  width,
};

function tty(): typeof import("node:tty") {
  return require("node:tty");
}

function write(stream: OutputStream, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? Buffer.from(text, "utf8") : text;
  let written = 0;
  while (written < bytes.length) {
    try {
      written += nodeFs().writeSync(DESCRIPTORS[stream], bytes, written);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "EPIPE") process.exit(DIED_OF_SIGPIPE);
      if (code === "EAGAIN") Bun.sleepSync(1);
      else if (stream === "stderr") return;
      else throw outputFailed(error);
    }
  }
}

function outputFailed(error: unknown): AppError {
  const { detail } = hostError(error, "");
  return new AppError("output-failed", `cannot write to standard output: ${detail}`, { cause: error });
}

function width(stream: OutputStream): number {
  if (!tty().isatty(DESCRIPTORS[stream])) return 80;
  const columns = new (tty().WriteStream)(DESCRIPTORS[stream]).columns;
  return columns > 0 ? columns : 80;
}
