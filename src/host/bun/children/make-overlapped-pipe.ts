import { openWindowsLibrary, type Handle } from "../library/windows-library.ts";
import { OverlappedPipe } from "./overlapped-pipe.ts";
import { inheritedHandles, isInvalid, wide } from "./windows-process.ts";

const BUFFER = 65536;
const ACCESS_INBOUND = 1;
const ACCESS_OUTBOUND = 2;
const FLAG_OVERLAPPED = 0x40000000;
const FLAG_FIRST_INSTANCE = 0x80000;
const REJECT_REMOTE = 8;
const GENERIC_READ = 0x80000000;
const GENERIC_WRITE = 0x40000000;
const READ_ATTRIBUTES = 0x80;
const WRITE_ATTRIBUTES = 0x100;
const OPEN_EXISTING = 3;

let serial = 0;

/** Makes a pipe for a child's stream, which inherits its end; undefined if the system refuses. */
export function makeOverlappedPipe(
  childReads: boolean,
): { readonly pipe: OverlappedPipe; readonly theirs: Handle } | undefined {
  const library = openWindowsLibrary();
  const name = wide(String.raw`\\.\pipe\luff-${process.pid}-${serial++}`);
  const access = ((childReads ? ACCESS_OUTBOUND : ACCESS_INBOUND) | FLAG_OVERLAPPED | FLAG_FIRST_INSTANCE) >>> 0;
  const mine = library.CreateNamedPipeW(name, access, REJECT_REMOTE, 1, BUFFER, BUFFER, 0, null);
  if (isInvalid(mine)) return undefined;
  const use = (childReads ? GENERIC_READ | WRITE_ATTRIBUTES : GENERIC_WRITE | READ_ATTRIBUTES) >>> 0;
  const theirs = library.CreateFileW(name, use, 0, inheritedHandles(), OPEN_EXISTING, 0, 0n);
  if (!isInvalid(theirs)) return { pipe: new OverlappedPipe(mine, childReads), theirs };
  library.CloseHandle(mine);
  return undefined;
}
