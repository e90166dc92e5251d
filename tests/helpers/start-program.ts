/**
 * Starts a program by the Bun host's own means, without the command line around it:
 *   bun tests/helpers/start-program.ts host|child|tied PROGRAM-START-AS-JSON
 * "tied" runs it by runChild while signals are watched, and prints the status and the signal that came.
 * "child" passes over taking the process's place, as on systems that cannot. A HostError is reported by its kind on stderr.
 */
import { processes } from "../../src/host/bun/processes.ts";
import { runAsChild } from "../../src/host/bun/start/run-as-child.ts";
import { signals } from "../../src/host/bun/signals.ts";
import { HostError } from "../../src/host/host-error.ts";
import type { ChildStart, ProgramStart } from "../../src/host/processes.ts";

const [way, json = ""] = process.argv.slice(2);
const program = JSON.parse(json) as ProgramStart;
try {
  if (way === "tied") {
    const watch = signals.watch();
    const status = await processes.runChild(JSON.parse(json) as ChildStart);
    process.stdout.write(`status ${status} signal ${await watch.received()}\n`);
    watch.end();
    process.exit(status);
  }
  process.exit(await (way === "child" ? runAsChild(program) : processes.run(program)));
} catch (error) {
  if (!(error instanceof HostError)) throw error;
  process.stderr.write(`HostError ${error.kind}\n`);
  process.exit(99);
}
