import { AppError } from "../errors/app-error.ts";
import { BUG } from "../errors/exit-statuses.ts";
import type { Terminal } from "../host/terminal.ts";
import { terminalLine } from "../text/terminal-line.ts";
import { buildInfo } from "./build-info.ts";
import { writeWarnings } from "./write-warnings.ts";

/** Prints what ended a command on stderr and returns the exit status. Anything but an AppError is a bug and says so. */
export function printError(terminal: Pick<Terminal, "write">, error: unknown): number {
  if (error instanceof AppError) {
    const [first, ...more] = error.message.split("\n");
    const hints = error.hint === undefined ? [] : [`Hint: ${error.hint}`];
    const lines = [`Error: ${first} [${error.code}]`, ...more, ...hints];
    terminal.write("stderr", lines.map((line) => `${terminalLine(line)}\n`).join(""));
    writeWarnings(terminal, error.warnings);
    return error.exitCode;
  }
  const stack = error instanceof Error ? describeStack(error) : String(error);
  terminal.write(
    "stderr",
    `Error: this is a bug in luff ${buildInfo().version}; please report it with the lines below\n${stack}\n`,
  );
  return BUG;
}

/** QuickJS keeps frames alone in a stack, and none where memory has ended; other engines have the name and the message before them. */
function describeStack(error: Error): string {
  const { name, message } = error;
  const stack = error.stack ?? "";
  return stack.includes(message) ? stack : `${name}: ${message}\n${stack}`;
}
