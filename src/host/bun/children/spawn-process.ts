import type { GivenVariable } from "../../raw-variables.ts";
import { nativeCalls } from "../library/native-calls.ts";
import type { PosixLibrary } from "../library/posix-library.ts";
import { keepEndsOfChildren } from "../start/keep-ends-of-children.ts";
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
 * limit of open files, and the bytes of variables and ignored signals as this process received them, but for SIGCHLD.
 */
export function spawnProcess(libc: PosixLibrary, program: SpawnedProcess): number {
  keepEndsOfChildren(libc);
  const file = cStrings([program.file]);
  const argv = cStrings(program.argv);
  const variables = environmentOf(program);
  const actions = actionsOf(libc, program);
  const attributes = attributesOf(libc, program);
  inUse.splice(0, inUse.length, file, argv, variables);
  const error = withFirstState(program.inherits === true, () =>
    libc.posix_spawn(pid, file.block, actions, attributes, argv.pointers, variables.pointers),
  );
  return error === 0 ? (pid[0] ?? 0) : -error;
}

/** What the last call got pointers to. Nothing else may refer to it while C reads it. */
const inUse: CStrings[] = [];

/** Where the C library puts the process id. */
const pid = new Int32Array(1);

type Streams = SpawnedProcess["streams"];

/** The file actions that were made last, and what for. They stay: the pipes of programs mostly have the same descriptors. */
let lastActions:
  | { readonly streams: Streams; readonly folder: Uint8Array | undefined; readonly bytes: Uint8Array }
  | undefined;

function actionsOf(libc: PosixLibrary, { streams, folder }: SpawnedProcess): Uint8Array {
  if (lastActions !== undefined) {
    const { bytes } = lastActions;
    if (folder === undefined && lastActions.folder === undefined && areSame(streams, lastActions.streams)) return bytes;
    libc.posix_spawn_file_actions_destroy(bytes);
  }
  lastActions = { streams, folder, bytes: new Uint8Array(OPAQUE_SIZE) };
  const { bytes } = lastActions;
  libc.posix_spawn_file_actions_init(bytes);
  for (const { of, end } of streams) libc.posix_spawn_file_actions_adddup2(bytes, end, of);
  if (folder !== undefined) openFolderAction()?.(bytes, cStrings([folder]).block);
  return bytes;
}

function areSame(some: Streams, others: Streams): boolean {
  if (some.length !== others.length) return false;
  for (let index = 0; index < some.length; index++) {
    if (some[index]?.of !== others[index]?.of || some[index]?.end !== others[index]?.end) return false;
  }
  return true;
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

const prepared = new WeakMap<object, CStrings>();

/** A script that starts many programs gives all of them the same environment. */
function environmentOf({ environment, rawVariables: set }: SpawnedProcess): CStrings {
  const known = prepared.get(environment);
  if (known !== undefined) return known;
  const made = cStrings(rawVariables(environment, set));
  prepared.set(environment, made);
  return made;
}

function signalSet(numbers: readonly number[]): Uint8Array {
  const set = new Uint8Array(OPAQUE_SIZE);
  for (const number of numbers) set[(number - 1) >> 3] = (set[(number - 1) >> 3] ?? 0) | (1 << ((number - 1) & 7));
  return set;
}

interface CStrings {
  /** All of them, one behind the other, each with its zero byte. It must be kept as long as the pointers are used. */
  readonly block: Uint8Array;
  /** To each of them, and a null pointer at the end. */
  readonly pointers: BigUint64Array;
}

const encoder = new TextEncoder();

/** Texts as C has them. They are in one block: to ask for an address takes longer than to count on. */
function cStrings(texts: readonly (string | Uint8Array)[]): CStrings {
  const bytes = texts.map((text) => (typeof text === "string" ? encoder.encode(text) : text));
  let size = 0;
  for (const each of bytes) size += each.length + 1;
  const block = new Uint8Array(Math.max(size, 1));
  const pointers = new BigUint64Array(bytes.length + 1);
  const start = nativeCalls.ptr(block);
  let at = 0;
  for (let index = 0; index < bytes.length; index++) {
    const each = bytes[index] ?? block;
    block.set(each, at);
    pointers[index] = BigInt(start + at);
    at += each.length + 1;
  }
  return { block, pointers };
}
