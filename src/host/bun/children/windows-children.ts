import type { ChildEnd, ChildProcesses, PipedChild } from "../../child-processes.ts";
import { interpreterLine } from "../../interpreter-line.ts";
import { addPipe } from "./windows-pipes.ts";
import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";

type Environment = Readonly<Record<string, string>>;

const EMFILE = 24;
const HANDLE_FLAG_INHERIT = 1;
const CREATE_UNICODE_ENVIRONMENT = 0x400;
const STARTF_USESTDHANDLES = 0x100;
const INFINITE = 0xffffffff;
/** What C's system returns where there is no command interpreter to start. */
const COMMAND_NOT_FOUND = 127;

/** STD_INPUT_HANDLE, STD_OUTPUT_HANDLE and STD_ERROR_HANDLE. */
const STANDARD = [-10, -11, -12] as const;

/** Layouts of 64-bit Windows: sizes and offsets in bytes. */
const SECURITY_ATTRIBUTES = { size: 24, inheritHandle: 16 } as const;
const STARTUPINFOW = { size: 104, flags: 60, standardHandles: 80 } as const;
const PROCESS_INFORMATION = { size: 24, process: 0, thread: 8 } as const;

/** Children of cmd by Windows's own calls, with pipes that stream and the caller's other streams. */
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
  // A child that inherited it would keep another from seeing the pipe's end.
  setInherited(own, false);
  const streams = standardHandles();
  streams[reading ? 1 : 0] = childs;
  const child = start(command, environment, streams);
  openWindowsLibrary().CloseHandle(childs);
  const descriptor = addPipe(own);
  return { descriptor, wait: () => (child === undefined ? { kind: "exit", code: COMMAND_NOT_FOUND } : wait(child)) };
}

function createPipe(): { readonly read: Handle; readonly write: Handle } | undefined {
  const attributes = new DataView(new ArrayBuffer(SECURITY_ATTRIBUTES.size));
  attributes.setUint32(0, SECURITY_ATTRIBUTES.size, true);
  attributes.setUint32(SECURITY_ATTRIBUTES.inheritHandle, 1, true);
  const [read, write] = [new BigUint64Array(1), new BigUint64Array(1)];
  if (openWindowsLibrary().CreatePipe(read, write, bytesOf(attributes), 0) === 0) return undefined;
  return { read: read[0] ?? 0n, write: write[0] ?? 0n };
}

/** The caller's streams, made so that children can have them. */
function standardHandles(): Handle[] {
  return STANDARD.map((number) => {
    const handle = openWindowsLibrary().GetStdHandle(number);
    setInherited(handle, true);
    return handle;
  });
}

function setInherited(handle: Handle, inherited: boolean): void {
  openWindowsLibrary().SetHandleInformation(handle, HANDLE_FLAG_INHERIT, inherited ? HANDLE_FLAG_INHERIT : 0);
}

/** Starts cmd with the three streams and returns its process; undefined where it cannot be started. */
function start(command: Uint8Array, environment: Environment, streams: readonly Handle[]): Handle | undefined {
  const startup = new DataView(new ArrayBuffer(STARTUPINFOW.size));
  startup.setUint32(0, STARTUPINFOW.size, true);
  startup.setUint32(STARTUPINFOW.flags, STARTF_USESTDHANDLES, true);
  streams.forEach((handle, index) => startup.setBigUint64(STARTUPINFOW.standardHandles + index * 8, handle, true));
  const process = new DataView(new ArrayBuffer(PROCESS_INFORMATION.size));
  const library = openWindowsLibrary();
  const started = library.CreateProcessW(
    null,
    wide(commandLine(Buffer.from(command).toString("utf8"))),
    null,
    null,
    1,
    CREATE_UNICODE_ENVIRONMENT,
    wide(environmentBlock(environment)),
    null,
    bytesOf(startup),
    bytesOf(process),
  );
  if (started === 0) return undefined;
  library.CloseHandle(process.getBigUint64(PROCESS_INFORMATION.thread, true));
  return process.getBigUint64(PROCESS_INFORMATION.process, true);
}

function commandLine(command: string): string {
  return `"${process.env["ComSpec"] ?? "cmd.exe"}" ${interpreterLine(command)}`;
}

/** NAME=VALUE, each with a zero behind it, in the order that Windows wants. */
function environmentBlock(environment: Environment): string {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\0`);
  return lines.length === 0 ? "\0" : lines.toSorted((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1)).join("");
}

function bytesOf(structure: DataView<ArrayBuffer>): Uint8Array {
  return new Uint8Array(structure.buffer);
}

/** The text in UTF-16 with a zero at its end. */
function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, "utf16le");
}

function wait(process: Handle): ChildEnd {
  const library = openWindowsLibrary();
  // An int, as C's system and pclose return it.
  const status = new Int32Array(1);
  library.WaitForSingleObject(process, INFINITE);
  library.GetExitCodeProcess(process, status);
  library.CloseHandle(process);
  return { kind: "exit", code: status[0] ?? 0 };
}
