import * as native from "qjs:host";
import { AppError } from "../../errors/app-error.ts";
import type { OutputStream, Terminal } from "../terminal.ts";
import { hostError } from "./system-error.ts";
import { toBytes } from "./text.ts";

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 } as const;
const EPIPE = 32;
const EAGAIN = 11;
const DIED_OF_SIGPIPE = 141;

/** The standard streams of this process. */
export const terminal: Terminal = {
  write,
  isTerminal: (stream) => native.isTerminal(DESCRIPTORS[stream]),
  width: (stream) => native.terminalWidth(DESCRIPTORS[stream]) || 80,
  height: (stream) => native.terminalHeight(DESCRIPTORS[stream]) || 24,
  setEcho: (on) => native.setEcho(DESCRIPTORS.stdin, on),
};

function write(stream: OutputStream, text: string | Uint8Array): void {
  const bytes = typeof text === "string" ? toBytes(text) : text;
  let written = 0;
  while (written < bytes.length) {
    const count = native.write(DESCRIPTORS[stream], bytes, written, bytes.length - written);
    if (count === -EPIPE) native.exit(DIED_OF_SIGPIPE);
    if (count === -EAGAIN) native.sleep(1);
    else if (count >= 0) written += count;
    else if (stream === "stderr") return;
    else throw outputFailed(count);
  }
}

function outputFailed(result: number): AppError {
  const cause = hostError(result, "");
  return new AppError("output-failed", `cannot write to standard output: ${cause.detail}`, { cause });
}
