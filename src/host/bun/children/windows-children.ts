import type { ChildEnd, ChildProcesses, PipedChild } from "../../child-processes.ts";
import { cmdLine } from "../../cmd-line.ts";
import { addPipe } from "./windows-pipes.ts";
import { createProcess, inheritedHandles, setInherited, standardHandles, waitForProcess } from "./windows-process.ts";
import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";

type Environment = Readonly<Record<string, string>>;

const EMFILE = 24;
/** What C's system returns if there is no command interpreter to start. */
const COMMAND_NOT_FOUND = 127;

/** Children of cmd, started with Windows's own calls, with pipes that stream and the caller's other streams. */
export const windowsChildren: ChildProcesses = {
  available: () => true,
  execute: (command, environment) => {
    const child = start(command, environment, standardHandles());
    return child === undefined ? { kind: "exit", code: COMMAND_NOT_FOUND } : wait(child);
  },
  open,
};

function open(command: Uint8Array, direction: "read" | "write", environment: Environment): PipedChild | number {
  const ends = createPipe();
  if (ends === undefined) return -EMFILE;
  const reading = direction === "read";
  const [own, childs] = reading ? [ends.read, ends.write] : [ends.write, ends.read];
  // A child that inherited this end would keep another process from seeing the pipe's end.
  setInherited(own, false);
  const streams = standardHandles();
  streams[reading ? 1 : 0] = childs;
  const child = start(command, environment, streams);
  openWindowsLibrary().CloseHandle(childs);
  const descriptor = addPipe(own);
  return { descriptor, wait: () => (child === undefined ? { kind: "exit", code: COMMAND_NOT_FOUND } : wait(child)) };
}

function createPipe(): { readonly read: Handle; readonly write: Handle } | undefined {
  const [read, write] = [new BigUint64Array(1), new BigUint64Array(1)];
  if (openWindowsLibrary().CreatePipe(read, write, inheritedHandles(), 0) === 0) return undefined;
  return { read: read[0] ?? 0n, write: write[0] ?? 0n };
}

/** Starts cmd with the three streams and returns its process; undefined if it cannot be started. */
function start(command: Uint8Array, environment: Environment, streams: readonly Handle[]): Handle | undefined {
  return createProcess({ line: commandLine(Buffer.from(command).toString("utf8")), environment, streams });
}

function commandLine(command: string): string {
  return `"${process.env["ComSpec"] ?? "cmd.exe"}" ${cmdLine(command)}`;
}

/** The status is an int, as returned by C's system and pclose. */
function wait(process: Handle): ChildEnd {
  return { kind: "exit", code: waitForProcess(process) | 0 };
}
