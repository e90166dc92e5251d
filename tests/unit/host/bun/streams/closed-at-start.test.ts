import { expect, test } from "bun:test";
import { resolve } from "node:path";

const MODULE = resolve(import.meta.dir, "../../../../../src/host/bun/streams/closed-at-start.ts");

/** Which of the descriptors 0 to 3 a process finds closed that a shell starts with these redirections. */
async function closedWith(redirections: string): Promise<boolean[]> {
  const program = `
    import { writeSync } from "node:fs";
    import { wasClosedAtStart } from ${JSON.stringify(MODULE)};
    writeSync(4, JSON.stringify([0, 1, 2, 3].map(wasClosedAtStart)));`;
  const line = `exec 4>&1; exec "$0" -e "$1" ${redirections}`;
  const child = Bun.spawn(["sh", "-c", line, process.execPath, program], { stdin: "pipe", stderr: "ignore" });
  const text = await child.stdout.text();
  await child.stdin.end();
  return JSON.parse(text) as boolean[];
}

// It is known only there.
test.skipIf(process.platform !== "linux").each([
  ["", []],
  ["<&-", [0]],
  [">&-", [1]],
  ["2>&-", [2]],
  ["<&- >&- 2>&-", [0, 1, 2]],
  ["3</dev/null </dev/null >/dev/null 2>/dev/null", []],
])("knows which streams were closed with %j", async (redirections, closed) => {
  expect(await closedWith(redirections)).toEqual([0, 1, 2, 3].map((descriptor) => closed.includes(descriptor)));
});
