import { expect, test } from "bun:test";
import { createProgress } from "../../../../src/cli/notes/create-progress.ts";
import { createMemoryHost, type MemoryHostOptions } from "../../../helpers/memory-host.ts";

/** What is on stderr after updates at these milliseconds, and after the end. */
function drawn(moments: readonly number[], options: MemoryHostOptions): string[] {
  const host = createMemoryHost(options);
  let now = 0;
  const progress = createProgress({ ...host, clock: { ...host.clock, now: () => now } });
  for (const [index, moment] of moments.entries()) {
    now = moment;
    progress.update((index + 1) * 1000, 10_000);
  }
  progress.end();
  return host.written.stderr.split("\r");
}

test("a download of more than a second is shown, ten times in a second at most, and is gone at its end", () => {
  const lines = drawn([5000, 5999, 6000, 6050, 6100], { terminals: ["stderr"] });
  expect(lines.map((line) => /\d+%|^ *$/.exec(line)?.[0].trim())).toEqual(["", "30%", "50%", "", ""]);
  expect(lines.at(-2)?.length).toBe(lines[2]?.length);
});

test.each([
  ["a quick download", [0, 500, 999], { terminals: ["stderr"] }],
  ["a download without a terminal", [0, 2000, 4000], {}],
  ["a download on a terminal that cannot go back", [0, 2000], { terminals: ["stderr"], env: { TERM: "dumb" } }],
] as const)("%s shows nothing", (_what, moments, options) => {
  expect(drawn(moments, options)).toEqual([""]);
});
