import { HostError } from "../../host-error.ts";
import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";

const HANDLE_FLAG_INHERIT = 1;
const CREATE_SUSPENDED = 4;
const CREATE_UNICODE_ENVIRONMENT = 0x400;
const STARTF_USESTDHANDLES = 0x100;
const INFINITE = 0xffffffff;
const WAIT_TIMEOUT = 258;

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
  /** Its working directory; otherwise this process's. */
  readonly folder?: string;
}

/** Starts a process with CreateProcessW and returns it; undefined if it cannot be started. */
export function createProcess(program: WindowsProcess): Handle | undefined {
  const started = create(program, 0);
  if (started !== undefined) closeHandle(started.thread);
  return started?.process;
}

/** The same, but nothing of it runs before `resume` is called. */
export function waitingProcess(
  program: WindowsProcess,
): { readonly process: Handle; readonly resume: () => void } | undefined {
  const started = create(program, CREATE_SUSPENDED);
  if (started === undefined) return undefined;
  const { process, thread } = started;
  const resume = (): void => {
    openWindowsLibrary().ResumeThread(thread);
    closeHandle(thread);
  };
  return { process, resume };
}

interface CreatedProcess {
  readonly process: Handle;
  readonly thread: Handle;
}

function create(
  { file, line, environment, streams, folder }: WindowsProcess,
  flags: number,
): CreatedProcess | undefined {
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
    CREATE_UNICODE_ENVIRONMENT | flags,
    wide(environmentBlock(environment)),
    folder === undefined ? null : wide(folder),
    new Uint8Array(startup.buffer),
    new Uint8Array(process.buffer),
  );
  if (started === 0) return undefined;
  return {
    process: process.getBigUint64(PROCESS_INFORMATION.process, true),
    thread: process.getBigUint64(PROCESS_INFORMATION.thread, true),
  };
}

/** Something to do again and again while a process runs. */
export interface Watch {
  readonly action: () => void;
  /** In milliseconds. */
  readonly pause: number;
}

/** Waits until a process has ended and returns all 32 bits of its status. */
export function waitForProcess(process: Handle, watch?: Watch): number {
  const library = openWindowsLibrary();
  const status = new Uint32Array(1);
  while (library.WaitForSingleObject(process, watch?.pause ?? INFINITE) === WAIT_TIMEOUT) watch?.action();
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

const DUPLICATE_SAME_ACCESS = 2;

/** A copy of one of this process's streams, which a child can inherit, and which is closed after that. */
export function ownStream(number: number): Handle {
  const library = openWindowsLibrary();
  const self = library.GetCurrentProcess();
  const copy = new BigUint64Array(1);
  library.DuplicateHandle(self, library.GetStdHandle(STANDARD[number] ?? 0), self, copy, 0, 1, DUPLICATE_SAME_ACCESS);
  return copy[0] ?? 0n;
}

/** The structure on 64-bit Windows: size and offset in bytes. */
const SECURITY_ATTRIBUTES = { size: 24, inheritHandle: 16 } as const;

/** A SECURITY_ATTRIBUTES for handles that children inherit. */
export function inheritedHandles(): Uint8Array {
  const attributes = new DataView(new ArrayBuffer(SECURITY_ATTRIBUTES.size));
  attributes.setUint32(0, SECURITY_ATTRIBUTES.size, true);
  attributes.setUint32(SECURITY_ATTRIBUTES.inheritHandle, 1, true);
  return new Uint8Array(attributes.buffer);
}

const GENERIC_READ = 0x80000000;
const GENERIC_WRITE = 0x40000000;
const FILE_SHARE_ALL = 7;
const CREATE_NEW = 1;
const CREATE_ALWAYS = 2;
const OPEN_EXISTING = 3;
const INVALID_HANDLE = 0xffffffffffffffffn;

/** A file that gives children no input. */
export function emptyInput(): Handle {
  return openForChildren("NUL", GENERIC_READ, OPEN_EXISTING);
}

/** A new file for the output of children. Throws HostError. */
export function newFile(path: string): Handle {
  const handle = openForChildren(path, GENERIC_WRITE, CREATE_NEW);
  if (isInvalid(handle)) throw new HostError("other", path, "the file cannot be created");
  return handle;
}

/** A file for the output of children, which begins anew; INVALID_HANDLE_VALUE if the system refuses. */
export function openOutput(path: string): Handle {
  return openForChildren(path, GENERIC_WRITE, CREATE_ALWAYS);
}

/** Whether a handle is INVALID_HANDLE_VALUE. */
export function isInvalid(handle: Handle): boolean {
  return BigInt.asUintN(64, handle) === INVALID_HANDLE;
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
export function wide(text: string): Buffer {
  return Buffer.from(`${text}\0`, "utf16le");
}
