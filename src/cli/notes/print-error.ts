import { AppError } from "../../errors/app-error.ts";
import type { ErrorCode } from "../../errors/error-codes.ts";
import { BUG } from "../../errors/exit-statuses.ts";
import type { Terminal } from "../../host/terminal.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { buildInfo } from "../build-info.ts";
import { hintOf } from "./hint-of.ts";
import { writeWarnings } from "./write-warnings.ts";

const UNEXPECTED: ErrorCode = "bug";

/**
 * Prints the error that ended a command on stderr and returns the exit status. Reports anything but an AppError as a
 * bug of luff.
 */
export function printError(terminal: Pick<Terminal, "write">, error: unknown): number {
  if (error instanceof AppError) {
    const [first, ...more] = error.message.split("\n");
    const hint = hintOf(error);
    const hints = hint === undefined ? [] : [`Hint: ${hint}`];
    const lines = [`Error: ${first} [${error.code}]`, ...more, ...hints];
    terminal.write("stderr", lines.map((line) => `${terminalLine(line)}\n`).join(""));
    writeWarnings(terminal, error.warnings);
    return error.exitCode;
  }
  const stack = error instanceof Error ? describeStack(error) : String(error);
  terminal.write(
    "stderr",
    `Error: this is a bug in luff ${buildInfo().version}; please report it with the lines below [${UNEXPECTED}]\n${stack}\n`,
  );
  return BUG;
}

/**
 * QuickJS's stacks have only frames, or nothing when memory runs out; those of other engines begin with the name and
 * the message.
 */
function describeStack(error: Error): string {
  const { name, message } = error;
  const stack = error.stack ?? "";
  return stack.includes(message) ? stack : `${name}: ${message}\n${stack}`;
}
