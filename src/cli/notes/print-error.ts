import { AppError } from "../../errors/app-error.ts";
import type { ErrorCode } from "../../errors/error-codes.ts";
import { BUG, MACHINE_FAULT } from "../../errors/exit-statuses.ts";
import type { Host } from "../../host/host.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import { buildInfo } from "../build-info.ts";
import { hintOf } from "./hint-of.ts";
import { writeWarnings } from "./write-warnings.ts";

const UNEXPECTED: ErrorCode = "bug";
const NO_MEMORY: ErrorCode = "machine-failed";

/** The terminal, and what a report of a bug needs. */
type ErrorHost = Pick<Host, "os" | "arch" | "runtime"> & { readonly terminal: Pick<Host["terminal"], "write"> };

/**
 * Prints the error that ended a command on stderr and returns the exit status. Reports anything but an AppError as a
 * bug of luff.
 */
export function printError(host: ErrorHost, error: unknown): number {
  const { terminal } = host;
  if (error instanceof AppError) {
    const hint = hintOf(error);
    const hints = hint === undefined ? [] : [`Hint: ${hint}`];
    const lines = [`Error: ${error.message} [${error.code}]`, ...error.details, ...hints];
    terminal.write("stderr", lines.map((line) => `${terminalLine(line)}\n`).join(""));
    writeWarnings(terminal, error.warnings);
    return error.exitCode;
  }
  if (isOutOfMemory(error)) {
    terminal.write("stderr", `Error: not enough memory [${NO_MEMORY}]\nHint: ${MEMORY_HINT}\n`);
    return MACHINE_FAULT;
  }
  const sentence = `Error: this is a bug in luff; please report it with the lines below [${UNEXPECTED}]`;
  const stack = error instanceof Error ? describeStack(error) : String(error);
  const lines = [sentence, describeBuild(host), ...stack.trimEnd().split("\n")];
  terminal.write("stderr", lines.map((line) => `${terminalLine(line)}\n`).join(""));
  return BUG;
}

const MEMORY_HINT = "a limit on the memory of this process is too low; on POSIX `ulimit -v` shows it.";

/** QuickJS throws null where not even an error fits into memory. */
function isOutOfMemory(error: unknown): boolean {
  return (
    error === null || (error instanceof Error && error.name === "InternalError" && error.message === "out of memory")
  );
}

/** "luff 0.1.0, commit 0123abc, target linux/amd64, on linux/amd64 with Bun 1.4.5". */
function describeBuild({ os, arch, runtime }: ErrorHost): string {
  const { version, commit, target } = buildInfo();
  const named = [`luff ${version}`, commit && `commit ${commit}`, target && `target ${target}`].filter(Boolean);
  return `${named.join(", ")}, on ${os}/${arch} with ${runtime}`;
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
