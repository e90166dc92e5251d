import { HostError } from "../../host-error.ts";
import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";

const HANDLE_FLAG_INHERIT = 1;
const CREATE_UNICODE_ENVIRONMENT = 0x400;
const STARTF_USESTDHANDLES = 0x100;
const INFINITE = 0xffffffff;

/** STD_INPUT_HANDLE, STD_OUTPUT_HANDLE and STD_ERROR_HANDLE. */
const STANDARD = [-10, -11, -12] as const;

/** Structures of 64-bit Windows: sizes and offsets in bytes. */
const STARTUPINFOW = { size: 104, flags: 60, standardHandles: 80 } as const;
const PROCESS_INFORMATION = { size: 24, process: 0, thread: 8 } as const;

export interface WindowsProcess {
  /** The program's path; undefined if the line begins with it. */
  readonly file?: string;
  readonly line: string;
  /** The complete environment: nothing from this process is added. */
  readonly environment: Readonly<Record<string, string>>;
  /** stdin, stdout and stderr. */
  readonly streams: readonly Handle[];
}

/** Starts a process with CreateProcessW and returns it; undefined if it cannot be started. */
export function createProcess({ file, line, environment, streams }: WindowsProcess): Handle | undefined {
  const startup = new DataView(new ArrayBuffer(STARTUPINFOW.size));
  startup.setUint32(0, STARTUPINFOW.size, true);
  startup.setUint32(STARTUPINFOW.flags, STARTF_USESTDHANDLES, true);
  streams.forEach((handle, index) => startup.setBigUint64(STARTUPINFOW.standardHandles + index * 8, handle, true));
  const process = new DataView(new ArrayBuffer(PROCESS_INFORMATION.size));
  const library = openWindowsLibrary();
  const started = library.CreateProcessW(
    file === undefined ? null : wide(file),
    wide(line),
    null,
    null,
    1,
    CREATE_UNICODE_ENVIRONMENT,
    wide(environmentBlock(environment)),
    null,
    new Uint8Array(startup.buffer),
    new Uint8Array(process.buffer),
  );
  if (started === 0) return undefined;
  library.CloseHandle(process.getBigUint64(PROCESS_INFORMATION.thread, true));
  return process.getBigUint64(PROCESS_INFORMATION.process, true);
}

/** Waits until a process has ended and returns all 32 bits of its status. */
export function waitForProcess(process: Handle): number {
  const library = openWindowsLibrary();
  const status = new Uint32Array(1);
  library.WaitForSingleObject(process, INFINITE);
  library.GetExitCodeProcess(process, status);
  library.CloseHandle(process);
  return status[0] ?? 0;
}

/** The caller's streams, as handles that children can inherit. */
export function standardHandles(): Handle[] {
  return STANDARD.map((number) => {
    const handle = openWindowsLibrary().GetStdHandle(number);
    setInherited(handle, true);
    return handle;
  });
}

const GENERIC_READ = 0x80000000;
const GENERIC_WRITE = 0x40000000;
const FILE_SHARE_ALL = 7;
const CREATE_NEW = 1;
const OPEN_EXISTING = 3;
const INVALID_HANDLE = 0xffffffffffffffffn;

/** A file that gives children no input. */
export function emptyInput(): Handle {
  return openForChildren("NUL", GENERIC_READ, OPEN_EXISTING);
}

/** A new file for the output of children. Throws HostError. */
export function newFile(path: string): Handle {
  const handle = openForChildren(path, GENERIC_WRITE, CREATE_NEW);
  if (BigInt.asUintN(64, handle) === INVALID_HANDLE) throw new HostError("other", path, "the file cannot be created");
  return handle;
}

function openForChildren(path: string, access: number, disposition: number): Handle {
  const handle = openWindowsLibrary().CreateFileW(wide(path), access, FILE_SHARE_ALL, null, disposition, 0, 0n);
  setInherited(handle, true);
  return handle;
}

/** Closes a handle. What it stands for stays while another handle is open. */
export function closeHandle(handle: Handle): void {
  openWindowsLibrary().CloseHandle(handle);
}

/** Sets whether children inherit a handle. */
export function setInherited(handle: Handle, inherited: boolean): void {
  openWindowsLibrary().SetHandleInformation(handle, HANDLE_FLAG_INHERIT, inherited ? HANDLE_FLAG_INHERIT : 0);
}

/** An environment block: NAME=VALUE, each with a zero after it, in the order that Windows expects. */
function environmentBlock(environment: Readonly<Record<string, string>>): string {
  const lines = Object.entries(environment).map(([name, value]) => `${name}=${value}\0`);
  return lines.length === 0 ? "\0" : lines.toSorted((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1)).join("");
}

/** The text in UTF-16, with a zero at its end. */
function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, "utf16le");
}
