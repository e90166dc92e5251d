import { exit, ignoreWriteSignals, programArguments } from "qjs:host";
import { toText } from "./text.ts";

/** Runs the program with argv[1..], and ends the process with the status that it returns. */
export async function runAsProgram(program: (argv: readonly string[]) => Promise<number>): Promise<never> {
  ignoreWriteSignals();
  exit(await program(programArguments().map(toText)));
}
