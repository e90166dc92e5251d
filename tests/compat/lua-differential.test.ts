import { expect, setDefaultTimeout, test } from "bun:test";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { readLuaCases } from "../helpers/lua-cases.ts";
import { runCase } from "../helpers/lua-outcome.ts";
import { findNativeLua, luffLua } from "../helpers/lua-program.ts";
import { runPool } from "../helpers/run-pool.ts";
import { ACCEPTED_DIFFERENCES } from "./lua-accepted-differences.ts";

setDefaultTimeout(300_000);

const native = findNativeLua();
const luff = luffLua();
const wanted = process.env["LUFF_TEST_CASES"] ?? "";
const cases = readLuaCases(join(import.meta.dir, "../lua/differential")).filter((one) => one.name.includes(wanted));
const holds = ACCEPTED_DIFFERENCES.filter(({ releases }) => releases?.test(native?.release ?? "") ?? true);
const accepted = new Map(holds.map(({ name, reason }) => [name, reason]));

if (native === undefined) {
  test.skip("agrees with the reference interpreter (it is not installed)", () => {});
} else {
  const pairs = runPool(cases, availableParallelism(), async (one) => ({
    expected: await runCase(native, one),
    actual: await runCase(luff, one),
  }));
  for (const [one, pair] of pairs) {
    const reason = accepted.get(one.name);
    test(reason === undefined ? one.name : `${one.name} differs: ${reason}`, async () => {
      const { expected, actual } = await pair;
      if (reason === undefined) expect(actual).toEqual(expected);
      else expect(actual).not.toEqual(expected);
    });
  }
}

test("has at least 300 cases, and only cases that exist are accepted as different", () => {
  const names = new Set(readLuaCases(join(import.meta.dir, "../lua/differential")).map((one) => one.name));
  expect(names.size).toBeGreaterThanOrEqual(300);
  expect(ACCEPTED_DIFFERENCES.map(({ name }) => name).filter((name) => !names.has(name))).toEqual([]);
});
