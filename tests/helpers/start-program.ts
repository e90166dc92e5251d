/**
 * Starts a program by the Bun host's own means, without the command line around it:
 *   bun tests/helpers/start-program.ts host|child PROGRAM-START-AS-JSON
 * "child" passes over taking the process's place, as on systems that cannot. A HostError is reported by its kind on stderr.
 */
import { processes } from "../../src/host/bun/processes.ts";
import { runAsChild } from "../../src/host/bun/start/run-as-child.ts";
import { HostError } from "../../src/host/host-error.ts";
import type { ProgramStart } from "../../src/host/processes.ts";

const [way, json = ""] = process.argv.slice(2);
const program = JSON.parse(json) as ProgramStart;
try {
  process.exit(await (way === "child" ? runAsChild(program) : processes.run(program)));
} catch (error) {
  if (!(error instanceof HostError)) throw error;
  process.stderr.write(`HostError ${error.kind}\n`);
  process.exit(99);
}
