/**
 * Runs a chunk of Lua in the rewritten module and sets its interrupt word from a second thread while it runs:
 *   bun run-until-interrupted.ts CHUNK [MILLISECONDS]
 * Prints the chunk's result. A process of its own, so that a chunk that does not stop can be ended.
 */
import { ptr } from "bun:ffi";
import { createLuaMachine } from "./lua-machine.ts";

const WRITER = `
  import { toArrayBuffer } from "bun:ffi";
  self.onmessage = ({ data: { address, started, delay } }) => {
    postMessage("ready");
    Atomics.wait(started, 0, 0);
    Bun.sleepSync(delay);
    new Int32Array(toArrayBuffer(address, 0, 4))[0] = 2;
  };
`;

const interrupted: number[] = [];
const machine = createLuaMachine({
  luff_interrupt(state = 0) {
    const word = machine.lua["luff_interrupt_word"]!();
    interrupted.push(state);
    new Int32Array(machine.memory.buffer, word, 1)[0] = 0;
    machine.lua["lua_pushinteger"]!(state, 1234n);
    machine.raise(state);
  },
});
const started = new Int32Array(new SharedArrayBuffer(4));
const worker = new Worker(URL.createObjectURL(new Blob([WRITER], { type: "application/javascript" })));
const address = ptr(new Uint8Array(machine.memory.buffer)) + machine.lua["luff_interrupt_word"]!();
const ready = new Promise((resolve) => worker.addEventListener("message", resolve, { once: true }));
// oxlint-disable-next-line require-post-message-target-origin -- a worker is not a window
worker.postMessage({ address, started, delay: Number(process.argv[3] ?? "20") });
await ready;
started[0] = 1;
Atomics.notify(started, 0);
console.log(machine.run(process.argv[2]!), interrupted.length);
process.exit(0);
