import { resolve, toNamespacedPath } from "node:path";
import { HostError } from "../../host-error.ts";
import type { ChildStart, ProgramStart } from "../../processes.ts";
import { createProcess, emptyInput, standardHandles, waitForProcess } from "../children/windows-process.ts";
import type { Handle } from "../library/windows-library.ts";
import { mergeVariables } from "../../merge-variables.ts";

/** Windows takes longer paths only with a prefix. */
const LONGEST_PATH = 259;

/**
 * Runs a program of Windows by its very path, whatever its name, which Bun does not, and returns its exit status. Its streams are this process's own, but
 * for a ChildStart. Ctrl-C is the program's while it runs. Throws HostError "not-executable".
 */
export function runDirectly(program: ProgramStart | ChildStart): number {
  for (const signal of ["SIGINT", "SIGBREAK", "SIGHUP"] as const) process.on(signal, keepRunning);
  const child = start(program);
  if (child === undefined) throw new HostError("not-executable", program.file, "it is not a program for this system");
  return waitForProcess(child);
}

function keepRunning(): void {}

function start(program: ProgramStart | ChildStart): Handle | undefined {
  const { file, name, args, variables } = program;
  const path = resolve(file);
  try {
    return createProcess({
      file: path.length > LONGEST_PATH ? toNamespacedPath(path) : path,
      line: [name, ...args].map(quoteArgument).join(" "),
      environment: mergeVariables(process.env, variables, true),
      streams: "stdout" in program ? childStreams(program.stdout) : standardHandles(),
    });
  } catch (error) {
    const detail = "Bun cannot call Windows's functions here, which a program takes whose name has no ending";
    throw new HostError("other", file, detail, error);
  }
}

function childStreams(output: ChildStart["stdout"]): readonly Handle[] {
  const [, stdout = 0n, stderr = 0n] = standardHandles();
  return [emptyInput(), output === "stderr" ? stderr : stdout, stderr];
}

/** An argument as CommandLineToArgvW and the C run-time take it apart. */
export function quoteArgument(argument: string): string {
  if (/^[^ \t\n\v"]+$/.test(argument)) return argument;
  const quoted = argument.replaceAll(/(\\*)("|$)/g, (_, slashes: string, end: string) =>
    end === "" ? slashes + slashes : `${slashes}${slashes}\\"`,
  );
  return `"${quoted}"`;
}
