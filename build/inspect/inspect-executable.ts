import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildStamp } from "../build-stamp.ts";
import { bunExecutable } from "../bun-executable.ts";
import { targetName, type BunTarget } from "../targets.ts";
import type { Finding } from "./finding.ts";
import { inspectMachO } from "./inspect-macho.ts";
import { inspectPayload, type ExpectedContent } from "./inspect-payload.ts";
import { inspectPe } from "./inspect-pe.ts";
import { ROOT } from "../root.ts";

/** What came of looking at a file's format, and the section in it that is Bun's. */
export interface Inspection {
  readonly findings: readonly Finding[];
  readonly payload: Buffer;
}

type InspectFormat = (file: Buffer, original: Buffer, target: BunTarget) => Inspection;

/** By Go's word for the system. Executables for Linux all run here, so none is inspected. */
const FORMATS: Readonly<Partial<Record<BunTarget["os"], InspectFormat>>> = {
  windows: inspectPe,
  darwin: inspectMachO,
};

/** The words of the stamp that stand in the sources of every build: the others are shortened away where nothing asks for them. */
const STAMPS = ["LUFF_VERSION", "LUFF_TARGET", "LUFF_IDENTITY"] as const;

/**
 * Looks at an executable that was just made, without running it: format, machine, tables and signature, that everything but
 * luff is the Bun that was published, and that luff is in it. What cannot be read is a finding too.
 */
export function inspectExecutable(path: string, target: BunTarget): Finding[] {
  const original = readFileSync(bunExecutable(target));
  return inspectBytes(readFileSync(path), { original, target, content: expectedContent(target) });
}

/** As above, over bytes. */
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
    lua: readFileSync(join(ROOT, "dist/lua.wasm")),
    stamps: STAMPS.map((name) => JSON.parse(stamp[name] ?? '""') as string),
  };
}
