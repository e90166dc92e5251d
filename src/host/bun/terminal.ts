import { AppError } from "../../errors/app-error.ts";
import type { OutputStream, Terminal } from "../terminal.ts";
import { HostError } from "../host-error.ts";
import { openLinuxDisk } from "./linux-disk.ts";
import { nodeFs } from "./node-fs.ts";
import type { setEcho } from "./streams/set-echo.ts";
import { hostError } from "./system-error.ts";

const DESCRIPTORS = { stdin: 0, stdout: 1, stderr: 2 } as const;
const DIED_OF_SIGPIPE = 141;
const encoder = new TextEncoder();

/** The standard streams of this process. What a terminal is asked for is loaded only if it is needed. */
export const terminal: Terminal = { write, isTerminal, width, height, setEcho: showTyped };

function isTerminal(stream: keyof typeof DESCRIPTORS): boolean {
  const asking = require("./streams/is-terminal.ts") as typeof import("./streams/is-terminal.ts");
  return asking.isTerminal(DESCRIPTORS[stream]);
}

function write(stream: OutputStream, text: string | Uint8Array): void {
  if (stream === "stdout") requireOpenOutput();
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  let written = openLinuxDisk()?.write(DESCRIPTORS[stream], bytes) ?? 0;
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

/** Bun opens the null device in the place of a stream that the caller closed, and writing there would succeed. */
function requireOpenOutput(): void {
  const { wasClosedAtStart } = require("./streams/closed-at-start.ts") as typeof import("./streams/closed-at-start.ts");
  if (wasClosedAtStart(DESCRIPTORS.stdout)) throw outputFailed(new HostError("other", "", "bad file descriptor"));
}

function outputFailed(error: unknown): AppError {
  const { detail } = hostError(error, "");
  return new AppError("output-failed", `cannot write to standard output: ${detail}`, { cause: error });
}

function width(stream: OutputStream): number {
  const { columns = 0 } = sizeOf(stream) ?? {};
  return columns > 0 ? columns : 80;
}

function height(stream: OutputStream): number {
  const { rows = 0 } = sizeOf(stream) ?? {};
  return rows > 0 ? rows : 24;
}

function sizeOf(stream: OutputStream): { readonly columns: number; readonly rows: number } | undefined {
  if (!isTerminal(stream)) return undefined;
  const { WriteStream } = require("node:tty") as typeof import("node:tty");
  return new WriteStream(DESCRIPTORS[stream]);
}

function showTyped(on: boolean): boolean {
  const setting = require("./streams/set-echo.ts") as { readonly setEcho: typeof setEcho };
  return setting.setEcho(on);
}
