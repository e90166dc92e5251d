import { expect, test } from "bun:test";
import { readRetryAfter } from "../../../src/http/read-retry-after.ts";

const NOW = Date.UTC(2026, 0, 1);
const read = (headers: Readonly<Record<string, string>>): number | undefined =>
  readRetryAfter({ clock: { now: () => NOW } }, { headers: new Map(Object.entries(headers)) });

test.each([
  [{ "retry-after": "3" }, 3000],
  [{ "retry-after": "Thu, 01 Jan 2026 00:00:05 GMT" }, 5000],
  [{ "retry-after": "Thu, 01 Jan 2015 00:00:00 GMT" }, 0],
  [{ "retry-after": "soon" }, undefined],
  [{ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 7) }, 7000],
  [{ "x-ratelimit-remaining": "5", "x-ratelimit-reset": String(NOW / 1000 + 7) }, undefined],
  [{}, undefined],
])("readRetryAfter of %j is %p", (headers, expected) => {
  expect(read(headers as Readonly<Record<string, string>>)).toBe(expected as number);
});
