import type { FFIFunction, Library } from "bun:ffi";
import { openLibrary } from "../library/native-calls.ts";
import type { Handle } from "../library/windows-library.ts";

const SYMBOLS = {
  CreateJobObjectW: { args: ["ptr", "ptr"], returns: "u64" },
  SetInformationJobObject: { args: ["u64", "i32", "ptr", "u32"], returns: "i32" },
  TerminateProcess: { args: ["u64", "u32"], returns: "i32" },
  TerminateJobObject: { args: ["u64", "u32"], returns: "i32" },
  AssignProcessToJobObject: { args: ["u64", "u64"], returns: "i32" },
  OpenProcess: { args: ["u32", "i32", "u32"], returns: "u64" },
  CloseHandle: { args: ["u64"], returns: "i32" },
} as const satisfies Record<string, FFIFunction>;

const PROCESS_TERMINATE = 0x1;
const PROCESS_SET_QUOTA = 0x100;
const EXTENDED_LIMIT_INFORMATION = 9;
const KILL_ON_JOB_CLOSE = 0x2000;
/** JOBOBJECT_EXTENDED_LIMIT_INFORMATION of 64-bit Windows: the size and an offset in bytes. */
const LIMITS = { size: 144, flags: 16 } as const;

/** Processes that end when the job's last handle is closed. */
export interface Job {
  readonly library: Library<typeof SYMBOLS>["symbols"];
  readonly handle: Handle;
}

let job: Job | undefined;
let opened: Job["library"] | undefined;

/**
 * Puts a process into a job. The job's processes, and all that they start, end with this process, which has the last
 * handle. Does nothing if Bun cannot call Windows's functions.
 */
export function tieProcess(processId: number): void {
  const { library, handle } = openJob() ?? {};
  const child = library?.OpenProcess(PROCESS_TERMINATE | PROCESS_SET_QUOTA, 0, processId) ?? 0n;
  if (library === undefined || handle === undefined || child === 0n) return;
  library.AssignProcessToJobObject(handle, child);
  library.CloseHandle(child);
}

/** The same for a process whose handle is known. */
export function tieHandle(child: Handle): void {
  const { library, handle } = openJob() ?? {};
  if (handle !== undefined) library?.AssignProcessToJobObject(handle, child);
}

/** Ends all processes of the job with the status 1. */
export function endTied(): void {
  if (job !== undefined) job.library.TerminateJobObject(job.handle, 1);
}

function openJob(): Job | undefined {
  try {
    job ??= makeJob();
    return job;
  } catch {
    return undefined;
  }
}

/** Opens it once: it stays open. */
function openJobLibrary(): Job["library"] {
  opened ??= openLibrary("kernel32.dll", SYMBOLS).symbols;
  return opened;
}

/** Makes a job of which this process has the only handle. */
export function makeJob(): Job {
  const library = openJobLibrary();
  const handle = library.CreateJobObjectW(null, null);
  setLimits({ library, handle }, KILL_ON_JOB_CLOSE);
  return { library, handle };
}

/** Gives up a job: what is left of its processes goes on. */
export function releaseJob(job: Job): void {
  setLimits(job, 0);
  job.library.CloseHandle(job.handle);
}

function setLimits({ library, handle }: Job, flags: number): void {
  const limits = new DataView(new ArrayBuffer(LIMITS.size));
  limits.setUint32(LIMITS.flags, flags, true);
  library.SetInformationJobObject(handle, EXTENDED_LIMIT_INFORMATION, new Uint8Array(limits.buffer), LIMITS.size);
}
