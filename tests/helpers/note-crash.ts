import { appendFileSync } from "node:fs";

/** Signals that a program gets for a fault of its own. No test sends them to luff. */
const FAULTS: readonly string[] = ["SIGSEGV", "SIGBUS", "SIGILL", "SIGFPE", "SIGABRT", "SIGTRAP", "SIGSYS"];
/** Windows ends a program that made a fault with such a status or a higher one. */
const WINDOWS_FAULT = 0xc0000000;

export interface Ended {
  readonly exitCode: number | null;
  readonly signalCode: string | number | null;
}

/**
 * Writes to the file that LUFF_TEST_CRASHES names that luff crashed, if it did: the runner excuses no failed test of such a
 * file by a second run. Does nothing without that variable.
 */
export function noteCrash(args: readonly string[], { exitCode, signalCode }: Ended): void {
  const file = process.env["LUFF_TEST_CRASHES"] ?? "";
  const how = String(signalCode ?? exitCode);
  if (file === "" || !(FAULTS.includes(how) || (exitCode ?? 0) >= WINDOWS_FAULT)) return;
  appendFileSync(file, `luff crashed (${how}): ${JSON.stringify(args)}\n`);
}
