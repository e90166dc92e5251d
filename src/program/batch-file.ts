import type { ProgramStart } from "../host/processes.ts";

/**
 * Escapes a text so that it means itself between quotes on a line for cmd. It does not handle quotes.
 */
export type CmdEscape = (text: string) => string;

/** Whether a Windows file is cmd, the command interpreter of Windows. */
export function isCmd(file: string): boolean {
  return /(?:^|[\\/])cmd\.exe$/i.test(file);
}

/** Whether the argument would end cmd's line, so that no batch file can receive it. */
export function breaksLine(argument: string): boolean {
  return /[\r\n]/.test(argument);
}

/** The longest line of cmd, in UTF-16 units. */
export const LONGEST_LINE = 8191;

/** What to do about such an argument. */
export const LINE_BREAK_HINT = "Pass the text in a file, or use a program or a script in the place of the batch file.";

/**
 * A batch file as a call of cmd, whose path is given. Escapes the arguments so that cmd does not read "&" and "%" in
 * them as commands or variables (CVE-2024-24576). The arguments must not break the line.
 */
export function callOfBatchFile(program: ProgramStart, cmd: string): ProgramStart {
  const words = [`"${escapePercent(program.file)}"`, ...program.args.map((argument) => quoteForCmd(argument))];
  // Extensions on, delayed expansion off, no AutoRun. cmd removes the outer pair of quotes.
  return callOfCmd({
    ...program,
    file: cmd,
    args: ["/e:ON", "/v:OFF", "/d", "/c", `"${words.join(" ")}"`],
  });
}

/** A call of cmd. Its arguments become its line unchanged. */
export function callOfCmd(program: ProgramStart): ProgramStart {
  return { ...program, name: "cmd.exe", verbatim: true };
}

/**
 * The argument for a line of cmd. It gets no quotes if every character is known to have no meaning to cmd, because a
 * batch file sees the quotes in %1.
 */
export function quoteForCmd(argument: string, escape: CmdEscape = escapePercent): string {
  if (/^[\w#$*+\-./:?@\\\u{a0}-\u{10ffff}]+$/u.test(argument) && !argument.endsWith("\\")) return argument;
  return `"${escapeQuoted(argument, true, escape)}"`;
}

/**
 * The text between quotes of a line. `closed`: a quote follows, and backslashes at the text's end must not escape it.
 */
export function escapeQuoted(text: string, closed: boolean, escape: CmdEscape = escapePercent): string {
  const pattern = closed ? /(\\*)("|$)/g : /(\\*)(")/g;
  return escape(text.replaceAll(pattern, (_, slashes: string, end: string) => slashes + slashes + end + end));
}

/**
 * "%%cd:~,%" is a percent sign and an empty part of the variable cd. On a command line there is no other way to write a
 * percent sign.
 */
export function escapePercent(text: string): string {
  return text.replaceAll("%", "%%cd:~,%");
}
