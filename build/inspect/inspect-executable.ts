import { readFileSync } from "node:fs";
import { buildStamp } from "../build-stamp.ts";
import { bunExecutable } from "../bun-executable.ts";
import { LIBRARY_MODULES, LUA_MODULE } from "../ensure-lua-module.ts";
import { targetName, type BunTarget } from "../targets.ts";
import type { Finding } from "./finding.ts";
import { inspectMachO } from "./inspect-macho.ts";
import { inspectPayload, type ExpectedContent } from "./inspect-payload.ts";
import { inspectPe } from "./inspect-pe.ts";

/** The findings about a file's format, and Bun's section in it. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly payload: Buffer;
}

type InspectFormat = (file: Buffer, original: Buffer, target: BunTarget) => Inspection;

/** By Go's name for the system. Executables for Linux all run here, so none is inspected. */
const FORMATS: Readonly<Partial<Record<BunTarget["os"], InspectFormat>>> = {
  windows: inspectPe,
  darwin: inspectMachO,
};

/** The parts of the stamp that are in the sources of every build. The minifier removes the others if nothing uses them. */
const STAMPS = ["LUFF_VERSION", "LUFF_TARGET", "LUFF_IDENTITY"] as const;

/**
 * Inspects an executable without running it: format, machine, tables and signature; that everything except luff is the
 * published Bun; and that luff is in it. A file that cannot be read is a finding too.
 */
export function inspectExecutable(path: string, target: BunTarget): Finding[] {
  const original = readFileSync(bunExecutable(target));
  return inspectBytes(readFileSync(path), { original, target, content: expectedContent(target) });
}

/** The same for bytes. */
export function inspectBytes(
  file: Buffer,
  { original, target, content }: { original: Buffer; target: BunTarget; content: ExpectedContent },
): Finding[] {
  try {
    const inspectFormat = FORMATS[target.os];
    if (inspectFormat === undefined) throw new Error(`files for ${target.os} are run, not inspected`);
    const { findings, payload } = inspectFormat(file, original, target);
    return [...findings, ...inspectPayload(payload, content)];
  } catch (error) {
    return [{ what: "the file can be read", found: String(error), good: false }];
  }
}

function expectedContent(target: BunTarget): ExpectedContent {
  const stamp = buildStamp(targetName(target));
  return {
    modules: [LUA_MODULE, ...LIBRARY_MODULES].map((file) => readFileSync(file)),
    stamps: STAMPS.map((name) => JSON.parse(stamp[name] ?? '""') as string),
  };
}
