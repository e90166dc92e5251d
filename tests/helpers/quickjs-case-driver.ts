/** Compiled as a compact executable: `driver CASE` prints what the engine makes of a case of quickjs-cases.ts, as JSON. */
import "../../src/host/quickjs/globals.ts";
import { createHost } from "../../src/host/quickjs/host.ts";
import { runAsProgram } from "../../src/host/quickjs/program.ts";
import { QUICKJS_CASES } from "./quickjs-cases.ts";

void runAsProgram(async ([name = ""]) => {
  createHost().terminal.write("stdout", JSON.stringify(QUICKJS_CASES[name]?.()));
  return 0;
});
