import type { ChildEnd, ChildProcesses, PipedChild } from "../child-processes.ts";
import { nodeFs } from "./node-fs.ts";
import { errorNumber } from "./error-number.ts";

type Environment = Readonly<Record<string, string>>;
type Stream = "inherit" | number;

const COMMAND_NOT_FOUND = 127;

/**
 * Children by Bun.spawnSync, which knows no pipe that stays open: a file stands for it. The output of a child is read once
 * the child has ended, and what is written to a child it reads once the file is closed.
 */
export const portableChildren: ChildProcesses = {
  available: () => true,
  execute: (command, environment) => run(command, environment, ["inherit", "inherit"]),
  open(command, direction, environment) {
    try {
      return direction === "read" ? openReading(command, environment) : openWriting(command, environment);
    } catch (error) {
      return errorNumber(error);
    }
  },
};

function run(
  command: Uint8Array,
  environment: Environment,
  [stdin, stdout]: readonly [Stream, Stream],
): ChildEnd | number {
  try {
    const child = Bun.spawnSync([...shell(Buffer.from(command).toString("utf8"))], {
      env: { ...environment },
      stdio: [stdin, stdout, "inherit"],
      windowsVerbatimArguments: true,
    });
    const signal =
      child.signalCode === undefined ? undefined : os().constants.signals[child.signalCode as NodeJS.Signals];
    return signal === undefined ? { kind: "exit", code: child.exitCode } : { kind: "signal", code: signal };
  } catch {
    return { kind: "exit", code: COMMAND_NOT_FOUND };
  }
}

/** cmd takes the rest of its command line as it stands; with /s it strips one pair of quotes around it. */
function shell(command: string): readonly string[] {
  if (process.platform !== "win32") return ["/bin/sh", "-c", command];
  return [process.env["ComSpec"] ?? "cmd.exe", "/d", "/s", "/c", `"${command}"`];
}

function openReading(command: Uint8Array, environment: Environment): PipedChild {
  const file = temporaryFile();
  const output = nodeFs().openSync(file, "w");
  const end = run(command, environment, ["inherit", output]);
  nodeFs().closeSync(output);
  const descriptor = nodeFs().openSync(file, "r");
  return {
    descriptor,
    wait() {
      nodeFs().rmSync(file, { force: true });
      return end;
    },
  };
}

function openWriting(command: Uint8Array, environment: Environment): PipedChild {
  const file = temporaryFile();
  const descriptor = nodeFs().openSync(file, "w");
  return {
    descriptor,
    wait() {
      const input = nodeFs().openSync(file, "r");
      const end = run(command, environment, [input, "inherit"]);
      nodeFs().closeSync(input);
      nodeFs().rmSync(file, { force: true });
      return end;
    },
  };
}

function temporaryFile(): string {
  return `${os().tmpdir()}/luff-pipe-${crypto.randomUUID()}`;
}

/** Loaded where it is needed: it costs three megabytes. */
function os(): typeof import("node:os") {
  return require("node:os");
}
