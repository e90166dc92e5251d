import { randomInt } from "node:crypto";

/** Seeds are below this: fast-check takes such a number as it is, and repeats in its messages. */
const LARGEST = 2 ** 31;

let seed: string | undefined;

/**
 * The seed for all tests of this process that draw at random, as LUFF_TEST_SEED or drawn once and printed. A file that runs
 * again draws the same as before, so a fault that it found is found again.
 */
export function testSeed(): string {
  if (seed === undefined) {
    seed = process.env["LUFF_TEST_SEED"] || String(randomInt(LARGEST));
    console.log(`Tests that draw at random begin with LUFF_TEST_SEED=${seed}`);
  }
  return seed;
}
