import type { ProgramStart } from "../host/processes.ts";

/** Whether a file of Windows is a script for its command interpreter. */
export function isBatchFile(file: string): boolean {
  return /\.(?:bat|cmd)$/i.test(file);
}

/** Whether no batch file can be given the argument: the interpreter's line ends where it does. */
export function breaksLine(argument: string): boolean {
  return /[\r\n]/.test(argument);
}

/**
 * A batch file as a call of the command interpreter, whose path is given. No argument is taken for a command or a variable:
 * without this the interpreter would read "&" and "%" in it (CVE-2024-24576). The arguments must not break the line.
 */
export function callOfBatchFile(program: ProgramStart, interpreter: string): ProgramStart {
  const words = [`"${escapePercent(program.file)}"`, ...program.args.map(quote)];
  // Extensions on, delayed expansion off, no AutoRun; the outer pair of quotes is the interpreter's own.
  const args = ["/e:ON", "/v:OFF", "/d", "/c", `"${words.join(" ")}"`];
  return { ...program, file: interpreter, name: "cmd.exe", args, verbatim: true };
}

/** Bare where every character is known to be none of the interpreter's; a batch file sees the quotes in %1. */
function quote(argument: string): string {
  if (/^[\w#$*+\-./:?@\\\u{a0}-\u{10ffff}]+$/u.test(argument) && !argument.endsWith("\\")) return argument;
  const escaped = argument.replaceAll(
    /(\\*)("|$)/g,
    (_, slashes: string, end: string) => slashes + slashes + end + end,
  );
  return `"${escapePercent(escaped)}"`;
}

/** "%%cd:~,%" is an empty part of the variable cd after a percent sign, which nothing else can stand for on a command line. */
function escapePercent(text: string): string {
  return text.replaceAll("%", "%%cd:~,%");
}
