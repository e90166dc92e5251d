import { AppError } from "../../errors/app-error.ts";
import { DIED_OF_SIGNAL } from "../../errors/exit-statuses.ts";
import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { findProgram } from "../../program/find-program.ts";
import { startProgram } from "../../program/start-program.ts";
import { renderMarkdown } from "../../text/markdown/render.ts";
import { pageWidth } from "../../text/page-width.ts";
import { withTemporaryFolder } from "../files/with-temporary-folder.ts";
import { wantsColor } from "./wants-color.ts";
import { writeWarnings } from "./write-warnings.ts";

/**
 * Prints Markdown for a reader: wrapped to the terminal, by a pager if there is one. A pager gets no text if stdout is
 * not a terminal. If it does not start, or fails at once, the text is printed without it. Throws AppError "interrupted" if SIGTERM or
 * SIGHUP came while the pager ran.
 */
export async function printPage(host: Host, markdown: string): Promise<void> {
  const { terminal } = host;
  const width = pageWidth(terminal.width("stdout"));
  const text = renderMarkdown(markdown, { width, styled: wantsColor(host) });
  const pager = terminal.isTerminal("stdout") && terminal.isTerminal("stdin") ? pagerOf(host) : undefined;
  const isShown = pager !== undefined && (await runPager(host, pager, text));
  if (!isShown) terminal.write("stdout", text);
}

/** The command line in PAGER, otherwise `less` where it is; undefined for none: PAGER is empty or "cat". As git does. */
function pagerOf(host: Host): string | undefined {
  const named = host.environment.get("PAGER");
  const pager = (named ?? "less").trim();
  if (pager === "" || /^cat(?:\s|$)/.test(pager)) return undefined;
  return named !== undefined || findProgram(host, "less").kind === "found" ? pager : undefined;
}

/** A pager that fails within this time, in milliseconds, has shown nothing to the user. */
const AT_ONCE = 2000;

/** Whether a pager has shown the text. */
async function runPager(host: Host, pager: string, text: string): Promise<boolean> {
  const { clock, os, signals, terminal } = host;
  const watch = signals.watch();
  const start = clock.now();
  try {
    const status = await (os === "windows" ? showFile : showPiped)(host, pager, text);
    requireNoEnd(await watch.received());
    const isEndedBySignal = os !== "windows" && status > 128;
    return status === 0 || isEndedBySignal || clock.now() - start > AT_ONCE;
  } catch (error) {
    if (!isFailure(error)) throw error;
    writeWarnings(terminal, [error.message]);
    return false;
  } finally {
    watch.end();
  }
}

/** Whether the text could not be shown. */
function isFailure(error: unknown): error is AppError | HostError {
  return error instanceof HostError || (error instanceof AppError && error.code !== "interrupted");
}

/** The signal that the pager gets from Ctrl-C, and that is no wish to end luff. */
const SIGINT = 2;

function requireNoEnd(signal: number | undefined): void {
  if (signal === undefined || signal === SIGINT) return;
  throw new AppError("interrupted", "stopped by a signal; the pager has ended", { exitCode: DIED_OF_SIGNAL + signal });
}

/**
 * A shell reads the command line, and writes the text to the pager, which has the terminal for its keys. Ctrl-C is the pager's: the
 * shells, of which the second waits for it, go on. Signals that end the pager end the shells after it, so that it has the terminal
 * until it has set that back. If a signal has ended it, the first shell does so too.
 */
const PIPE = `trap : INT TERM HUP; pager=$1; shift; modes=$(stty -g 2>/dev/null)
printf %s "$@" 2>/dev/null | { trap : INT; trap 'exit 143' TERM; trap 'exit 129' HUP; eval "$pager"; }
status=$?; [ "$status" -le 128 ] || stty "$modes" 2>/dev/null; exit "$status"`;

function showPiped(host: Host, pager: string, text: string): Promise<number> {
  return startPager(host, "sh", ["-c", PIPE, "sh", pager, ...inParts(text)]);
}

/** Windows has no shell that all users have, and its pagers read files, with their keys from the terminal. */
function showFile(host: Host, pager: string, text: string): Promise<number> {
  const [word = "", ...args] = wordsOf(pager);
  return withTemporaryFolder(host, (path) => {
    const file = path("luff-help.txt");
    host.disk.replace(file, text);
    return startPager(host, word, [...args, file]);
  });
}

function startPager(host: Host, word: string, args: readonly string[]): Promise<number> {
  const variables = pagerVariables(host);
  return startProgram(host, {
    asker: "luff help",
    word,
    args,
    variables,
    childOutput: "stdout",
    childHasInput: true,
    childWithoutHangup: true,
  });
}

/** How less shows it unless the user says: it ends at once if all fits on the screen, and shows bold text. */
function pagerVariables({ environment }: Host): Record<string, string> {
  return environment.get("LESS") === undefined ? { LESS: "FRX" } : {};
}

/** Linux takes arguments of 128 KiB. */
const LONGEST_ARGUMENT = 30_000;

/** The text in parts that are short enough for arguments, without a character in two of them. */
function inParts(text: string): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    const end = start + LONGEST_ARGUMENT;
    const isWithin = /^[\uDC00-\uDFFF]/.test(text.charAt(end));
    const part = text.slice(start, isWithin ? end - 1 : end);
    parts.push(part);
    start += part.length;
  }
  return parts;
}

/** The words of a command line of Windows: quotation marks keep blanks. */
function wordsOf(line: string): readonly string[] {
  return (line.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? []).map((word) => word.replaceAll('"', ""));
}
