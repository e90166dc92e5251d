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

const LAST_ON_POSIX = 0xffn;
const FIRST_ON_WINDOWS = -(2n ** 31n);
const LAST_ON_WINDOWS = 2n ** 32n - 1n;

/**
 * The exit status for an integer that a script gives: on POSIX from 0 to 255, on Windows 32 bits, signed or not. An integer
 * that the system cannot give is 1, so that only 0 is success.
 */
export function exitStatus(os: string, value: bigint | number): number {
  const status = BigInt(value);
  if (os === "windows") {
    const given = status >= FIRST_ON_WINDOWS && status <= LAST_ON_WINDOWS;
    return given ? Number(BigInt.asUintN(32, status)) : FAILURE;
  }
  return status >= 0n && status <= LAST_ON_POSIX ? Number(status) : FAILURE;
}
