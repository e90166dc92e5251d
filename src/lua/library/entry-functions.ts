import { OPEN_CREATE, OPEN_EXCLUSIVE, OPEN_WRITE } from "../../host/descriptors.ts";
import type { EntryStatus } from "../../host/entries.ts";
import type { LibraryCall, LibraryFunction, LuaResult, LuaValue } from "./library-function.ts";
import { requireDone } from "./system-failure.ts";
import { bytesOf, textOf } from "./text-of.ts";

/** What modules ask the host about files and folders. Each function throws SystemFailure. */
export const entryFunctions: { readonly [name: string]: LibraryFunction } = {
  status: ({ machine }, path, follows) =>
    describe(requireDone(machine.system.entries.status(bytesOf(path), follows === true), textOf(path))),
  list: ({ machine }, path) => requireDone(machine.system.entries.list(bytesOf(path)), textOf(path)),
  make_folder: ({ machine }, path, mode) => done(machine.system.entries.makeFolder(bytesOf(path), Number(mode)), path),
  make_file: makeFile,
  make_link: ({ machine }, path, target, toFolder) =>
    done(machine.system.entries.makeLink(bytesOf(path), bytesOf(target), toFolder === true), path),
  read_link: ({ machine }, path) => requireDone(machine.system.entries.readLink(bytesOf(path)), textOf(path)),
  set_mode: ({ machine }, path, mode) => done(machine.system.entries.setMode(bytesOf(path), Number(mode)), path),
  set_times: setTimes,
  now: ({ machine }) => machine.clock.now() / 1000,
};

/** Makes an empty file where nothing is. */
function makeFile({ machine }: LibraryCall, path: LuaValue): true {
  const { descriptors } = machine.system;
  const descriptor = descriptors.open(bytesOf(path), OPEN_WRITE | OPEN_CREATE | OPEN_EXCLUSIVE, 0o600);
  return done(descriptor < 0 ? descriptor : descriptors.close(descriptor), path);
}

/** Both times are seconds. */
function setTimes({ machine }: LibraryCall, path: LuaValue, accessed: LuaValue, modified: LuaValue): LuaResult {
  const milliseconds = [accessed, modified].map((time) => Number(time) * 1000) as [number, number];
  return done(machine.system.entries.setTimes(bytesOf(path), ...milliseconds), path);
}

function done(result: number, path: LuaValue): true {
  requireDone(result, textOf(path));
  return true;
}

function describe(status: EntryStatus): LuaResult {
  return {
    type: status.kind,
    size: status.size,
    mode: status.mode,
    modified: status.modified / 1000,
    accessed: status.accessed / 1000,
    changed: status.changed / 1000,
    device: status.device,
    number: status.number,
    links: status.links,
    owner: status.owner,
    group: status.group,
  };
}
