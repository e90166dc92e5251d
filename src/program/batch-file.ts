import type { ProgramStart } from "../host/processes.ts";

/** How a text is made to mean itself between quotes of the command interpreter's line; quotes are none of its concern. */
export type InterpreterEscape = (text: string) => string;

/** Whether a file of Windows is a script for its command interpreter. */
export function isBatchFile(file: string): boolean {
  return /\.(?:bat|cmd)$/i.test(file);
}

/** Whether a file of Windows is the command interpreter itself. */
export function isInterpreter(file: string): boolean {
  return /(?:^|[\\/])cmd\.exe$/i.test(file);
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
  const words = [`"${escapePercent(program.file)}"`, ...program.args.map((argument) => quoteArgument(argument))];
  // Extensions on, delayed expansion off, no AutoRun; the outer pair of quotes is the interpreter's own.
  return callOfInterpreter({
    ...program,
    file: interpreter,
    args: ["/e:ON", "/v:OFF", "/d", "/c", `"${words.join(" ")}"`],
  });
}

/** A call of the command interpreter, whose arguments make its line as they stand. */
export function callOfInterpreter(program: ProgramStart): ProgramStart {
  return { ...program, name: "cmd.exe", verbatim: true };
}

/**
 * The argument for a line of the command interpreter: bare where every character is known to be none of the interpreter's,
 * since a batch file sees the quotes in %1.
 */
export function quoteArgument(argument: string, escape: InterpreterEscape = escapePercent): string {
  if (/^[\w#$*+\-./:?@\\\u{a0}-\u{10ffff}]+$/u.test(argument) && !argument.endsWith("\\")) return argument;
  return `"${escapeQuoted(argument, true, escape)}"`;
}

/** The text between quotes of a line; `closed` where a quote follows, which backslashes at the text's end must not take. */
export function escapeQuoted(text: string, closed: boolean, escape: InterpreterEscape = escapePercent): string {
  const pattern = closed ? /(\\*)("|$)/g : /(\\*)(")/g;
  return escape(text.replaceAll(pattern, (_, slashes: string, end: string) => slashes + slashes + end + end));
}

/** "%%cd:~,%" is an empty part of the variable cd after a percent sign, which nothing else can stand for on a command line. */
export function escapePercent(text: string): string {
  return text.replaceAll("%", "%%cd:~,%");
}
