import { TIME_IS_OVER, type InterruptWord, type TimeLimit } from "../../interrupts.ts";
import { nativeCalls } from "../library/native-calls.ts";
import { startThread } from "../start-thread.ts";

/** How many milliseconds a blocked machine, which does not check its word, has to stop. */
const GRACE = 1000;

/** Runs in its own thread, because the machine's thread is busy. */
const PROGRAM = `
  import { toArrayBuffer } from "bun:ffi";
  self.onmessage = ({ data: { word, time, value, grace, message } }) => {
    setTimeout(() => { new Int32Array(toArrayBuffer(word, 0, 4))[0] = value; }, time);
    setTimeout(() => { require("node:fs").writeSync(2, message); process.kill(process.pid, "SIGKILL"); }, time + grace);
  };
`;

/** Writes TIME_IS_OVER to the word when the time is over, and ends the process if the machine does not stop. */
export function startTimeKeeper(word: InterruptWord, time: TimeLimit): () => void {
  const worker = startThread(PROGRAM);
  const order = {
    word: nativeCalls.ptr(new Uint8Array(word.memory())) + word.address,
    time: time.milliseconds,
    value: TIME_IS_OVER,
    grace: GRACE,
    message: time.lastWords,
  };
  worker.postMessage(order, []);
  return () => worker.terminate();
}
