import { CFunction, ptr } from "bun:ffi";
import { expect, test } from "bun:test";
import { openPosixLibrary } from "../../../../../src/host/bun/library/posix-library.ts";
import {
  IGNORE,
  restoreSignalAction,
  setSignalAction,
  SIGALRM,
} from "../../../../../src/host/bun/interrupts/signal-action.ts";
import { makeSignalHandler } from "../../../../../src/host/bun/interrupts/signal-handler.ts";

test.skipIf(process.platform === "win32")("writes the signal to the word of its target", () => {
  const libc = openPosixLibrary();
  const handler = libc === undefined ? undefined : makeSignalHandler(libc);
  if (libc === undefined || handler === undefined) throw new Error("no handler can be made here");
  // The handler starts a timer.
  const before = setSignalAction(libc, SIGALRM, { handler: IGNORE, once: false });
  const call = CFunction({ ptr: handler.function, args: ["i32"], returns: "void" });
  const first = new Int32Array(new ArrayBuffer(64));
  const second = new Int32Array(new ArrayBuffer(64));

  handler.aim(BigInt(ptr(first)) + 8n);
  call(2);
  handler.aim(BigInt(ptr(second)));
  call(15);
  const timer = new BigInt64Array(4);
  libc.setitimer(0, new BigInt64Array(4), timer);
  restoreSignalAction(libc, SIGALRM, before);

  expect([...first.slice(0, 4)]).toEqual([0, 0, 2, 0]);
  expect([...second.slice(0, 2)]).toEqual([15, 0]);
  expect([...timer.slice(0, 3)]).toEqual([0n, 100_000n, 0n]);
});

test.skipIf(process.platform === "win32")(
  "ends the process with the text, in UTF-8, if the first signal is still unread",
  async () => {
    const modules = "../../../../../src/host/bun";
    const program = `
    import { CFunction, ptr } from "bun:ffi";
    import { openPosixLibrary } from "${import.meta.resolve(`${modules}/library/posix-library.ts`)}";
    import { makeSignalHandler } from "${import.meta.resolve(`${modules}/interrupts/signal-handler.ts`)}";
    const handler = makeSignalHandler(openPosixLibrary(), { count: 3, text: "limit in /tmp/Ünïcode/插件/plugin.yaml\\n" });
    const word = new Int32Array(new ArrayBuffer(64));
    handler.aim(BigInt(ptr(word)));
    const call = CFunction({ ptr: handler.function, args: ["i32"], returns: "void" });
    const found = [1, 2, 3].map(() => (call(14), word[0]));
    console.log(found.join());
    for (let more = 0; more < 9; more++) call(14);
    console.log("not yet");
    call(14);
    process.exit(0);
  `;
    const child = Bun.spawn([process.execPath, "-e", program], { stdout: "pipe", stderr: "pipe" });
    expect(await child.stdout.text()).toBe("0,0,14\nnot yet\n");
    expect(await child.stderr.text()).toBe("limit in /tmp/Ünïcode/插件/plugin.yaml\n");
    expect(await child.exited).toBe(124);
  },
);
