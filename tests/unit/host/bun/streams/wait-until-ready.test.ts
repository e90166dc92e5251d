import { expect, test } from "bun:test";
import { resolve } from "node:path";

const HOST = resolve(import.meta.dir, "../../../../../src/host/bun");

/** What a process prints that watches signals as a machine does, with `input` on its standard input, which stays open. */
async function run(statements: string, input = ""): Promise<string> {
  const program = `
    import { interrupts } from ${JSON.stringify(`${HOST}/interrupts/interrupts.ts`)};
    import { waitUntilReadable, waitUntilWritable } from ${JSON.stringify(`${HOST}/streams/wait-until-ready.ts`)};
    import { openPosixLibrary } from ${JSON.stringify(`${HOST}/library/posix-library.ts`)};
    const memory = new WebAssembly.Memory({ initial: 1, maximum: 1 });
    const watch = (time) => interrupts.watch({ memory: () => memory.buffer, address: 4096 }, time);
    const interrupt = () => process.kill(process.pid, "SIGINT");
    ${statements}
    process.exit(0);`;
  const child = Bun.spawn([process.execPath, "-e", program], { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
  void child.stdin.write(input);
  await child.stdin.flush();
  const text = await child.stdout.text();
  await child.stdin.end();
  return text;
}

const TIMED = 'watch({ milliseconds: 600_000, lastWords: "" });';

// Signals are caught there. Elsewhere nothing waits.
test.skipIf(process.platform !== "linux").each([
  [
    "waits for nothing while no signal is caught",
    "console.log(waitUntilReadable(0), waitUntilWritable(1));",
    "true true",
  ],
  ["does not wait after a signal", "watch(); interrupt(); console.log(waitUntilReadable(0));", "false"],
  [
    "does not wait for output either, if there is a time limit",
    `${TIMED} interrupt(); console.log(waitUntilWritable(1));`,
    "false",
  ],
  ["never waits for output without a time limit", "watch(); interrupt(); console.log(waitUntilWritable(1));", "true"],
  [
    "does not try again to write where that would block after a signal",
    "const full = new Int32Array(2); openPosixLibrary().pipe(full); openPosixLibrary().fcntl(full[1], 4, 2048);" +
      "while (openPosixLibrary().write(full[1], new Uint8Array(4096), 4096) > 0);" +
      "watch(); console.log(waitUntilWritable(full[1])); interrupt(); console.log(waitUntilWritable(full[1]));",
    "true\nfalse",
  ],
  ["finds output that can be written", `${TIMED} console.log(waitUntilWritable(1));`, "true"],
])("%s", async (_title, statements, printed) => {
  expect(await run(statements)).toBe(`${printed}\n`);
});

test.skipIf(process.platform !== "linux")("waits until there is input", async () => {
  expect(await run("watch(); console.log(waitUntilReadable(0));", "x")).toBe("true\n");
});
