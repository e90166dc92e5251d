import "./host/quickjs/globals.ts";
import { run } from "./cli/run.ts";
import { createHost } from "./host/quickjs/host.ts";
import { runAsProgram } from "./host/quickjs/program.ts";

void runAsProgram((argv) => run(createHost(), argv));
