import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { canSignalBeforeCall, signalBeforeCall } from "../helpers/signal-before-call.ts";
import { platformUnderTest } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const SIGINT = 2;
const SIGTERM = 15;

/** System calls of Linux by their numbers on amd64 and on 386. */
const NUMBERS = platformUnderTest().endsWith("386")
  ? { read: "3", write: "4", wait: ["114", "7"], open: ["5", "295"] }
  : { read: "0", write: "1", wait: ["61"], open: ["2", "257"] };

interface Case {
  readonly script: string;
  readonly calls: readonly string[];
  readonly signal: number;
}

/** Scripts that block in a call, which nothing else ends. */
const CASES: Readonly<Record<string, Case>> = {
  "a read of standard input": { script: "io.read()", calls: [`${NUMBERS.read} 0x0`], signal: SIGINT },
  "a read of a pipe": { script: 'io.popen("exec cat"):read()', calls: [NUMBERS.read], signal: SIGTERM },
  "a write to a pipe that nobody reads": {
    script: 'local pipe <close> = io.open("full", "r+"); pipe:setvbuf("no"); pipe:write(("x"):rep(1 << 20))',
    calls: [NUMBERS.write],
    signal: SIGINT,
  },
  "a wait for a child of os.execute": { script: 'os.execute("exec sleep 600")', calls: NUMBERS.wait, signal: SIGTERM },
  "a wait for a child of io.popen": {
    script: 'io.popen("exec sleep 600", "w"):close()',
    calls: NUMBERS.wait,
    signal: SIGINT,
  },
  "an open of a FIFO": { script: 'io.open("fifo")', calls: NUMBERS.open, signal: SIGINT },
};

describe.skipIf(!canSignalBeforeCall)("a signal that comes just before", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    Bun.spawnSync(["mkfifo", sandbox.path("work", "fifo"), sandbox.path("work", "full")]);
  });
  afterAll(() => sandbox.remove());

  test.each(Object.entries(CASES))("%s stops the script", async (title, { script, calls, signal }) => {
    const handled = `local closed <close> = setmetatable({}, {__close = function() print("closed") io.stdout:flush() end})`;
    const file = sandbox.write(`${title}.lua`, `function main() ${handled} ${script} end`);
    const { process: running } = sandbox.start([file]);
    await signalBeforeCall(running.pid, calls, signal);
    const { value } = await running.stdout.getReader().read();
    // Lua waits for the child of io.popen, and the child for this.
    await running.stdin.end();
    await running.exited;
    expect([new TextDecoder().decode(value), running.exitCode]).toEqual(["closed\n", 128 + signal]);
  });
});
