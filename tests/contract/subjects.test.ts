import { expect, test } from "bun:test";
import { canRunCompactHost } from "../helpers/compact-host.ts";
import { SUBJECTS } from "./subjects.ts";

// Otherwise the tests of that host would be missing without a word.
test.skipIf(!canRunCompactHost())("the QuickJS host is under the suite", () => {
  expect(Object.keys(SUBJECTS)).toEqual(["the Bun host", "the QuickJS host", "the in-memory host"]);
});
