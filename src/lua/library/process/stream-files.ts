import { OPEN_CREATE, OPEN_WRITE } from "../../../host/descriptors.ts";
import type { ProgramStream } from "../../../host/programs.ts";
import type { Machine } from "../../machine.ts";
import { errorNumberOf } from "../error-names.ts";
import type { LuaValue } from "../library-function.ts";
import { requireDone } from "../system-failure.ts";
import { bytesOf, textOf } from "../text-of.ts";

/** A stream of a program by what a script gives; one that begins with "=" is a file. */
export function streamOf(given: LuaValue): ProgramStream {
  const name = textOf(given);
  return name.startsWith("=") ? { file: bytesOf(given).subarray(1) } : (name as "inherit" | "null" | "pipe");
}

/** Throws SystemFailure if a stream's file is the reason, and removes the files that the start has made. */
export function failOnStart(machine: Machine, streams: readonly ProgramStream[], made: readonly Uint8Array[]): void {
  try {
    requireFiles(machine, streams);
  } finally {
    for (const file of made) machine.system.paths.remove(file);
  }
}

/** The files of streams that are not there yet: a start that fails must not leave them. */
export function missingFiles({ system }: Machine, streams: readonly ProgramStream[]): readonly Uint8Array[] {
  const files = streams.flatMap((stream) => (typeof stream === "string" ? [] : [stream.file]));
  return files.filter((file) => system.entries.status(file, true) === -errorNumberOf(system.os, "ENOENT"));
}

/** Throws SystemFailure for a stream's file that cannot be opened, after a start that failed: systems do not say why it did. */
function requireFiles({ system }: Machine, streams: readonly ProgramStream[]): void {
  for (const stream of streams) {
    if (typeof stream === "string") continue;
    const status = system.entries.status(stream.file, true);
    // Nothing else is opened: that may wait.
    if (typeof status !== "number" && status.kind !== "file" && status.kind !== "directory") continue;
    const descriptor = system.descriptors.open(stream.file, OPEN_WRITE | OPEN_CREATE, 0o666);
    system.descriptors.close(requireDone(descriptor, textOf(stream.file)));
  }
}
