import { expect, test } from "bun:test";
import { atOnce } from "../../build/at-once.ts";

test("atOnce keeps the order of the items, and works at so many at once and no more", async () => {
  let [running, most] = [0, 0];
  const results = await atOnce(
    [30, 20, 10, 0],
    async (milliseconds) => {
      most = Math.max(most, ++running);
      await Bun.sleep(milliseconds);
      running--;
      return milliseconds * 2;
    },
    3,
  );
  expect(results).toEqual([60, 40, 20, 0]);
  expect(most).toBe(3);
});

test("atOnce fails with the first error", async () => {
  expect(await atOnce([1, 2], (item) => Promise.reject(new Error(`no ${item}`))).catch(String)).toBe("Error: no 1");
});
