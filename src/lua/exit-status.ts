import { FAILURE } from "../errors/exit-statuses.ts";

const LAST_ON_POSIX = 0xffn;
const FIRST_ON_WINDOWS = -(2n ** 31n);
const LAST_ON_WINDOWS = 2n ** 32n - 1n;

/**
 * The exit status for an integer from a script: 0 to 255 on POSIX, 32 bits (signed or not) on Windows. An integer
 * outside this range becomes 1, so that only 0 is success.
 */
export function exitStatus(os: string, value: bigint | number): number {
  const status = BigInt(value);
  if (os === "windows") {
    const given = status >= FIRST_ON_WINDOWS && status <= LAST_ON_WINDOWS;
    return given ? Number(BigInt.asUintN(32, status)) : FAILURE;
  }
  return status >= 0n && status <= LAST_ON_POSIX ? Number(status) : FAILURE;
}
