import { describe, expect, test } from "bun:test";
import { drawMutations } from "./draw-mutations.ts";
import type { Mutation } from "./mutation.ts";

const ALL = Array.from({ length: 100 }, (_, start): Mutation => ({
  operator: start < 10 ? "rare" : "common",
  file: "f.ts",
  start,
  end: start,
  text: "",
}));

describe("drawMutations", () => {
  test("yields each mutation once", () => {
    const drawn = [...drawMutations(ALL, 1)];
    expect(drawn.toSorted((a, b) => a.start - b.start)).toEqual(ALL);
  });

  test("yields the same for the same seed, and something else for another", () => {
    expect([...drawMutations(ALL, 7)]).toEqual([...drawMutations(ALL, 7)]);
    expect([...drawMutations(ALL, 7)]).not.toEqual([...drawMutations(ALL, 8)]);
  });

  test("chooses rare operators as often as common ones while they last", () => {
    const first = [...drawMutations(ALL, 3)].slice(0, 12).filter(({ operator }) => operator === "rare");
    expect(first.length).toBeGreaterThan(2);
    expect(first.length).toBeLessThan(10);
  });
});
