import { expect, test } from "bun:test";
import { canRunCompactHost } from "../helpers/compact-host.ts";
import { SUBJECTS } from "./subjects.ts";

// Otherwise the tests of that host would be missing silently.
test.skipIf(!canRunCompactHost())("the suite tests the QuickJS host", () => {
  expect(Object.keys(SUBJECTS)).toEqual(["the Bun host", "the QuickJS host", "the in-memory host"]);
});
