import { expect, test } from "bun:test";
import { namesakeRank } from "../../../src/plugin/namesake-rank.ts";

test.each([
  ["linux", "/plugins/diff", 0],
  ["linux", "/plugins/helm-diff", 1],
  ["linux", "/plugins/helm-diff-2", 2],
  ["linux", "/diff/other", 2],
  ["windows", "C:\\plugins\\helm-diff", 1],
])("on %s the folder %s has the rank %i for the name diff", (os, folder, rank) => {
  expect(namesakeRank(os, folder, "diff")).toBe(rank);
});
