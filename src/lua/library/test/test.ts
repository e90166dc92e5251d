import { OPEN_READ, OPEN_TRUNCATE, OPEN_WRITE, SEEK_END, SEEK_SET } from "../../../host/descriptors.ts";
import { LUA_REGISTRYINDEX, type State } from "../../lua-exports.ts";
import type { Machine } from "../../machine.ts";
import type { LibraryCall, LibraryModule, LuaResult, LuaValue } from "../library-function.ts";
import { requireDone, SystemFailure } from "../system-failure.ts";
import { bytesOf, textOf } from "../text-of.ts";
import { ERROR_NAMES } from "../error-names.ts";
import { FAILURE_CODES, failureText } from "../http/transfer-functions.ts";
import { worldFunctions } from "./change-world.ts";
import fakes from "./fakes.lua" with { type: "text" };
import isolation from "./isolation.lua" with { type: "text" };
import outcome from "./outcome.lua" with { type: "text" };
import pipes from "./pipes.lua" with { type: "text" };
import programs from "./programs.lua" with { type: "text" };
import requests from "./requests.lua" with { type: "text" };
import snapshot from "./snapshot.lua" with { type: "text" };
import source from "./test.lua" with { type: "text" };

/** What failures name. */
const TEMPORARY = "a temporary file";
const LAST_ON_POSIX = 0xff;
const LAST_ON_WINDOWS = 0xffff_ffff;

/** helm.test: runs a plugin's script for its specs, and stands for what is outside of it. */
export const test: LibraryModule = {
  source,
  parts: { fakes, isolation, outcome, pipes, programs, requests, snapshot },
  seesHosts: true,
  facts: ({ os, specs }) => ({
    ...(specs !== undefined && { folder: specs.folder, args: specs.args, home_folders: specs.homeFolders }),
    ...(specs?.script !== undefined && { script: specs.script }),
    start_codes: ERROR_NAMES.join(" "),
    request_codes: [...FAILURE_CODES, ...ERROR_NAMES].join(" "),
    last_status: os === "windows" ? LAST_ON_WINDOWS : LAST_ON_POSIX,
  }),
  functions: {
    ...worldFunctions,
    capture,
    release,
    request_failure: (_, url, code) => failureText(textOf(url), textOf(code)),
  },
};

/** A temporary file in the place of a standard stream. */
interface Stream {
  readonly path: Uint8Array;
  readonly file: number;
  readonly putBack: () => void;
}

const captures = new WeakMap<Machine, readonly Stream[]>();

/** Puts files in the places of the standard streams, the first with what is to be read. What is deferred from now on is apart. */
function capture({ machine, state }: LibraryCall, input: LuaValue): LuaResult {
  machine.lua.fflush(0);
  const streams = [0, 1, 2].map((number) => replaceStream(machine, number));
  const bytes = bytesOf(input);
  const [{ file: stdin }] = streams as [Stream];
  const { descriptors } = machine.system;
  for (let at = 0; at < bytes.length;) {
    at += requireCount(descriptors.write(stdin, bytes, at, bytes.length - at));
  }
  requireCount(descriptors.seek(stdin, 0, SEEK_SET));
  captures.set(machine, streams);
  keepExitHandler(machine, state);
  return true;
}

/** Ends that, and returns what was written to stdout and stderr. */
function release({ machine, state }: LibraryCall): LuaResult {
  machine.lua.fflush(0);
  const streams = captures.get(machine) ?? [];
  const [, ...written] = streams.map(({ file }) => readWhole(machine, file));
  for (const { path, putBack } of streams) {
    putBack();
    machine.system.paths.remove(path);
  }
  captures.delete(machine);
  restoreExitHandler(machine, state);
  return written;
}

function replaceStream(machine: Machine, number: number): Stream {
  const { paths, descriptors } = machine.system;
  const path = requireDone(paths.makeTemporaryFile("luff-"), TEMPORARY);
  const file = requireCount(descriptors.open(path, OPEN_READ | OPEN_WRITE | OPEN_TRUNCATE, 0o600));
  return { path, file, putBack: machine.descriptors.replace(number, file) };
}

function readWhole({ system: { descriptors } }: Machine, file: number): Uint8Array {
  const size = requireCount(descriptors.seek(file, 0, SEEK_END));
  requireCount(descriptors.seek(file, 0, SEEK_SET));
  const whole = new Uint8Array(size);
  let at = 0;
  while (at < size) {
    const count = requireCount(descriptors.read(file, whole, at, size - at));
    if (count === 0) break;
    at += count;
  }
  return whole.subarray(0, at);
}

function requireCount(result: number): number {
  if (result < 0) throw new SystemFailure(-result, TEMPORARY);
  return result;
}

const KEPT = "exit handler outside helm.test";

/** helm.defer of the script that is about to run sets a handler of its own. */
function keepExitHandler(machine: Machine, state: State): void {
  if (machine.exitHandlerKey === undefined) return;
  machine.lua.lua_rawgetp(state, LUA_REGISTRYINDEX, machine.exitHandlerKey);
  machine.lua.lua_rawsetp(state, LUA_REGISTRYINDEX, machine.text(KEPT));
}

function restoreExitHandler(machine: Machine, state: State): void {
  if (machine.exitHandlerKey === undefined) return;
  machine.lua.lua_rawgetp(state, LUA_REGISTRYINDEX, machine.text(KEPT));
  machine.lua.lua_rawsetp(state, LUA_REGISTRYINDEX, machine.exitHandlerKey);
}
