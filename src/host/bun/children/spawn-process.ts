import type { GivenVariable } from "../../raw-variables.ts";
import { nativeCalls } from "../library/native-calls.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { rawVariables } from "../start/raw-variables.ts";
import { openFolderAction } from "./folder-of-child.ts";
import { notIgnoredAtFirst, withFirstState } from "./first-state-of-children.ts";

const POSIX_SPAWN_SETPGROUP = 2;
const POSIX_SPAWN_SETSIGDEF = 4;
/** Larger than any C library's posix_spawnattr_t, posix_spawn_file_actions_t or sigset_t. */
const OPAQUE_SIZE = 512;

export interface SpawnedProcess {
  readonly file: string | Uint8Array;
  readonly argv: readonly (string | Uint8Array)[];
  /** The complete environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Those of its variables that a string cannot hold. */
  readonly rawVariables?: readonly GivenVariable[];
  /** Its streams that are not this process's own: the number, and the descriptor that it becomes. */
  readonly streams: readonly { readonly of: number; readonly end: number }[];
  /** Signals that it does not ignore although this process does, unless this process was started to ignore them. */
  readonly defaults: readonly number[];
  /** Whether it gets the descriptors from 3 on that this process's caller opened for it; otherwise none. */
  readonly inherits?: true;
  /** Where it runs, if not in this process's working folder. Only where openFolderAction returns something. */
  readonly folder?: Uint8Array;
  /** The process group that it joins, 0 for one of its own; otherwise this process's. */
  readonly group?: number;
}

/**
 * Starts a program with posix_spawn, and returns the process id, or minus errno. The program gets this process's first
 * limit of open files, and the bytes of variables and ignored signals as this process received them.
 */
export function spawnProcess(libc: PosixLibrary, program: SpawnedProcess): number {
  const pid = new Int32Array(1);
  const actions = new Uint8Array(OPAQUE_SIZE);
  const file = cString(program.file);
  libc.posix_spawn_file_actions_init(actions);
  for (const { of, end } of program.streams) libc.posix_spawn_file_actions_adddup2(actions, end, of);
  if (program.folder !== undefined) openFolderAction()?.(actions, cString(program.folder));
  const argv = program.argv.map(cString);
  const variables = environmentOf(program);
  const error = withFirstState(program.inherits === true, () =>
    libc.posix_spawn(pid, file, actions, attributesOf(libc, program), pointers(argv), variables.pointers),
  );
  libc.posix_spawn_file_actions_destroy(actions);
  return error === 0 ? (pid[0] ?? 0) : -error;
}

/** The attributes that were made last, and what for: programs mostly have the same ones. They stay. */
let lastAttributes:
  | { readonly group: number | undefined; readonly defaults: readonly number[]; readonly bytes: Uint8Array }
  | undefined;

function attributesOf(libc: PosixLibrary, { group, defaults }: SpawnedProcess): Uint8Array {
  if (lastAttributes?.group === group && lastAttributes?.defaults === defaults) return lastAttributes.bytes;
  if (lastAttributes !== undefined) libc.posix_spawnattr_destroy(lastAttributes.bytes);
  lastAttributes = { group, defaults, bytes: new Uint8Array(OPAQUE_SIZE) };
  libc.posix_spawnattr_init(lastAttributes.bytes);
  libc.posix_spawnattr_setsigdefault(lastAttributes.bytes, signalSet(notIgnoredAtFirst(defaults)));
  libc.posix_spawnattr_setpgroup(lastAttributes.bytes, group ?? 0);
  const inGroup = group === undefined ? 0 : POSIX_SPAWN_SETPGROUP;
  libc.posix_spawnattr_setflags(lastAttributes.bytes, POSIX_SPAWN_SETSIGDEF | inGroup);
  return lastAttributes.bytes;
}

interface PreparedEnvironment {
  /** What the pointers point to must not be freed. */
  readonly texts: readonly Buffer[];
  readonly pointers: BigUint64Array;
}

const prepared = new WeakMap<object, PreparedEnvironment>();

/** A script that starts many programs gives all of them the same environment. */
function environmentOf({ environment, rawVariables: set }: SpawnedProcess): PreparedEnvironment {
  const known = prepared.get(environment);
  if (known !== undefined) return known;
  const texts = rawVariables(environment, set).map(cString);
  const made = { texts, pointers: pointers(texts) };
  prepared.set(environment, made);
  return made;
}

function signalSet(numbers: readonly number[]): Uint8Array {
  const set = new Uint8Array(OPAQUE_SIZE);
  for (const number of numbers) set[(number - 1) >> 3] = (set[(number - 1) >> 3] ?? 0) | (1 << ((number - 1) & 7));
  return set;
}

function cString(text: string | Uint8Array): Buffer {
  return Buffer.concat([typeof text === "string" ? Buffer.from(text, "utf8") : text, Buffer.alloc(1)]);
}

function pointers(texts: readonly Buffer[]): BigUint64Array {
  return new BigUint64Array([...texts.map((text) => BigInt(nativeCalls.ptr(text))), 0n]);
}
