import * as fc from "fast-check";

const seed = process.env["LUFF_TEST_SEED"] ?? "";
if (seed !== "") fc.configureGlobal({ seed: Number(seed) });

/** fast-check, which draws the same values in each run with the same LUFF_TEST_SEED. */
export { fc };
