import { run } from "./cli/run.ts";
import { createHost } from "./host/bun/host.ts";

void run(createHost(), process.argv.slice(2)).then((status) => process.exit(status));
