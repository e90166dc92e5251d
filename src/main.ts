import { run } from "./cli/run.ts";
import { endProcess } from "./host/bun/end-process.ts";
import { createHost } from "./host/bun/host.ts";

void run(createHost(), process.argv.slice(2)).then(endProcess);
