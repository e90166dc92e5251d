import { CFunction, ptr } from "bun:ffi";
import { expect, test } from "bun:test";
import { openPosixLibrary } from "../../../../../src/host/bun/library/posix-library.ts";
import { makeSignalHandler } from "../../../../../src/host/bun/interrupts/signal-handler.ts";

test.skipIf(process.platform === "win32")("writes the signal to the word of its target", () => {
  const libc = openPosixLibrary();
  const handler = libc === undefined ? undefined : makeSignalHandler(libc, "");
  if (handler === undefined) throw new Error("no handler can be made here");
  const call = CFunction({ ptr: handler.function, args: ["i32"], returns: "void" });
  const first = new Int32Array(new ArrayBuffer(64));
  const second = new Int32Array(new ArrayBuffer(64));

  handler.aim(BigInt(ptr(first)) + 8n);
  call(2);
  handler.aim(BigInt(ptr(second)));
  call(15);

  expect([...first.slice(0, 4)]).toEqual([0, 0, 2, 0]);
  expect([...second.slice(0, 2)]).toEqual([15, 0]);
});

test.skipIf(process.platform === "win32")(
  "ends the process with the text, in UTF-8, if the first signal is still unread",
  async () => {
    const modules = "../../../../../src/host/bun";
    const program = `
    import { CFunction, ptr } from "bun:ffi";
    import { openPosixLibrary } from "${import.meta.resolve(`${modules}/library/posix-library.ts`)}";
    import { makeSignalHandler } from "${import.meta.resolve(`${modules}/interrupts/signal-handler.ts`)}";
    const handler = makeSignalHandler(openPosixLibrary(), "limit in /tmp/Ünïcode/插件/plugin.yaml\\n");
    const word = new Int32Array(new ArrayBuffer(64));
    handler.aim(BigInt(ptr(word)));
    const call = CFunction({ ptr: handler.function, args: ["i32"], returns: "void" });
    call(14);
    call(14);
    process.exit(0);
  `;
    const child = Bun.spawn([process.execPath, "-e", program], { stdout: "ignore", stderr: "pipe" });
    expect(await child.stderr.text()).toBe("limit in /tmp/Ünïcode/插件/plugin.yaml\n");
    expect(await child.exited).toBe(124);
  },
);
