/** A script that failed: an uncaught error, no main, a chunk that does not compile. */
export const FAILURE = 1;
/** The output limit is reached. */
export const OUTPUT_LIMIT = 122;
/** The memory limit is reached and the script did not deal with it. */
export const MEMORY_LIMIT = 123;
/** The time limit is reached, as timeout(1) says it. */
export const TIME_LIMIT = 124;
/** The machine itself failed: a WebAssembly trap. */
export const MACHINE_FAULT = 125;
/** With a signal's number added: a script that was interrupted. */
export const DIED_OF_SIGNAL = 128;
/** A closed reader, as a shell tells of a program that SIGPIPE ended. */
export const BROKEN_PIPE = 141;

const BYTE = 0xff;

/** What the system makes of a status that a script gives: its lowest byte, on Windows 32 bits. */
export function exitStatus(os: string, value: bigint | number): number {
  const status = Number(BigInt.asUintN(32, BigInt(value)));
  return os === "windows" ? status : status & BYTE;
}
