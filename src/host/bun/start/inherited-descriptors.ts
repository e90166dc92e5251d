import type { FFIFunction, Library } from "bun:ffi";
import { cString } from "../library/c-string.ts";
import { openCLibrary } from "../library/open-c-library.ts";

/**
 * The C library functions that find descriptors. `syscall` is getdents64, which musl has under another name. Each library
 * that is opened takes time: who opens one anyway adds these, and passes it.
 */
export const DESCRIPTOR_SYMBOLS = {
  open: { args: ["ptr", "i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
  readlink: { args: ["ptr", "ptr", "u64"], returns: "i64" },
  syscall: { args: ["i64", "i32", "ptr", "u64"], returns: "i64" },
} as const satisfies Record<string, FFIFunction>;

type DescriptorLibrary = Library<typeof DESCRIPTOR_SYMBOLS>["symbols"];

const SYS_GETDENTS64 = process.arch === "x64" ? 217 : 61;
const O_DIRECTORY = process.arch === "x64" ? 0o200000 : 0o40000;
const O_CLOEXEC = 0o2000000;
const F_GETFD = 1;
const F_SETFD = 2;
const FD_CLOEXEC = 1;
/** The first descriptor after the standard streams. */
const FIRST = 3;
/** Of a struct linux_dirent64, in bytes. */
const ENTRY = { length: 16, name: 19 } as const;
const DIGIT_0 = 48;
const DIGIT_9 = 57;
/** In bytes. A larger list has memory outside JavaScriptCore's heap, and a start would take 150 more pages of memory. */
const LIST_SIZE = 960;
const ANONYMOUS = "anon_inode:";

let library: DescriptorLibrary | null | undefined;
let noted: readonly number[] | undefined;

/**
 * The descriptors from 3 on that the caller opened for this process, as a shell does for `<(command)`. Bun marks all
 * of them to be closed, as luff marks its own. So the first call, which must come before luff keeps a file open, decides.
 * Known only on Linux with /proc. Uses plain loops: a function called for each would become hot enough for
 * JavaScriptCore to start its compiler's thread.
 */
export function noteInheritedDescriptors(libc?: DescriptorLibrary): readonly number[] {
  return (noted ??= find(libc ?? openLibrary()));
}

/** Lets the program that starts next inherit these descriptors, or no longer. */
export function setInherited(descriptors: readonly number[], inherited: boolean, given?: DescriptorLibrary): void {
  const libc = descriptors.length === 0 ? null : (given ?? openLibrary());
  if (libc === null) return;
  for (let index = 0; index < descriptors.length; index++) {
    libc.fcntl(descriptors[index] ?? 0, F_SETFD, inherited ? 0 : FD_CLOEXEC);
  }
}

function openLibrary(): DescriptorLibrary | null {
  if (library === undefined) {
    library = process.platform === "linux" ? (openCLibrary(DESCRIPTOR_SYMBOLS)?.symbols ?? null) : null;
  }
  return library;
}

function find(libc: DescriptorLibrary | null): number[] {
  const found: number[] = [];
  const folder = libc === null ? -1 : libc.open(cString("/proc/self/fd"), O_DIRECTORY | O_CLOEXEC);
  if (libc === null || folder < 0) return found;
  const entries = new Uint8Array(LIST_SIZE);
  for (;;) {
    const length = Number(libc.syscall(SYS_GETDENTS64, folder, entries, entries.length));
    if (length <= 0) break;
    addInherited(libc, { entries, length, folder }, found);
  }
  libc.close(folder);
  return found;
}

interface Listed {
  readonly entries: Uint8Array;
  readonly length: number;
  /** The descriptor of the list itself. */
  readonly folder: number;
}

function addInherited(libc: DescriptorLibrary, { entries, length, folder }: Listed, found: number[]): void {
  for (
    let at = 0;
    at < length;
    at += (entries[at + ENTRY.length] ?? 0) | ((entries[at + ENTRY.length + 1] ?? 0) << 8)
  ) {
    const descriptor = numberAt(entries, at + ENTRY.name);
    if (descriptor < FIRST || descriptor === folder) continue;
    if (libc.fcntl(descriptor, F_GETFD, 0) > 0 && isOfCaller(libc, descriptor)) found[found.length] = descriptor;
  }
}

/** The number that is written there; -1 for another name. */
function numberAt(bytes: Uint8Array, start: number): number {
  let number = -1;
  for (let at = start; ; at++) {
    const digit = bytes[at] ?? 0;
    if (digit < DIGIT_0 || digit > DIGIT_9) return number;
    number = (number < 0 ? 0 : number * 10) + digit - DIGIT_0;
  }
}

/** What Bun itself opened are event queues, which are anonymous. */
function isOfCaller({ readlink }: DescriptorLibrary, descriptor: number): boolean {
  const target = new Uint8Array(ANONYMOUS.length);
  const length = Number(readlink(cString(`/proc/self/fd/${descriptor}`), target, target.length));
  let same = 0;
  while (same < target.length && target[same] === ANONYMOUS.charCodeAt(same)) same++;
  return length > 0 && same < target.length;
}
