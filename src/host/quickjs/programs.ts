import * as native from "qjs:host";
import type { Programs, ProgramStream } from "../programs.ts";
import { rawVariables } from "./raw-variables.ts";

/** Programs with pipes, started and watched in C. */
export const programs: Programs = {
  start({ file, argv, environment, rawVariables: set = [], folder, stdin, stdout, stderr, verbatim = false }) {
    const streams = [stdin, stdout, stderr].map(nativeStream);
    const how = { folder, streams, verbatim, withoutDescriptors: false };
    const started = native.startProgram(file, argv, rawVariables(environment, set), how);
    if (typeof started === "number") return started;
    const [child, ...pipes] = started;
    return { child, stdin: pipes[0], stdout: pipes[1], stderr: pipes[2] };
  },
  read: native.readPipe,
  write: native.writePipe,
  close: native.closePipe,
  waitForPipes: native.waitForPipes,
  waitForEnd: native.waitForEnd,
  signal: native.signalProgram,
};

function nativeStream(stream: ProgramStream | "stdout"): string | Uint8Array {
  return typeof stream === "string" ? stream : stream.file;
}
