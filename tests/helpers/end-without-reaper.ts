/**
 * Runs a program as in a container whose first process asks about no other's end: all that its processes leave behind stays as it has
 * ended. Sends it SIGTERM as soon as it writes something, and prints its exit status, and how long it took to end in milliseconds:
 *   bun tests/helpers/end-without-reaper.ts PROGRAM [ARGS]
 * Linux only.
 */
import { openCLibrary } from "../../src/host/bun/library/open-c-library.ts";

const PR_SET_CHILD_SUBREAPER = 36;

const libc = openCLibrary({ prctl: { args: ["i32", "u64", "u64", "u64", "u64"], returns: "i32" } })?.symbols;
if (libc?.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) !== 0) throw new Error("this process cannot adopt others");
const started = Bun.spawn(process.argv.slice(2), { stdio: ["ignore", "pipe", "ignore"] });
await started.stdout.getReader().read();
const before = performance.now();
started.kill("SIGTERM");
const status = await started.exited;
process.stdout.write(JSON.stringify({ status, milliseconds: performance.now() - before }));
// What never ends may still have this process's streams.
process.exit(0);
