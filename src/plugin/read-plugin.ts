import { HostError } from "../host/host-error.ts";
import { statOf } from "../host/stat-of.ts";
import type { Host } from "../host/host.ts";
import { MAX_MANIFEST_BYTES } from "../manifest/manifest-size.ts";
import type { ParsedManifest } from "../manifest/parse-manifest.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { Breakage, ReadPlugin } from "./installed-plugin.ts";
import type { ParseCache } from "../cache/parse-cache.ts";
import { requireOpenable } from "./require-openable.ts";

export const MANIFEST_NAME = "plugin.yaml";

/** One byte more than a manifest may have, so that the parser sees that a file is too long without reading all of it. */
const READ_LIMIT = MAX_MANIFEST_BYTES + 1;

export interface PluginReading {
  readonly host: Pick<Host, "os" | "files">;
  readonly cache: ParseCache;
}

/** The bytes of a folder's manifest, undefined if there is none. Throws HostError if it cannot be read. */
export function readManifest(reading: PluginReading, folder: string): Uint8Array | undefined {
  try {
    return reading.host.files.read(folder + pathStyle(reading.host.os).separator + MANIFEST_NAME, READ_LIMIT);
  } catch (error) {
    if (error instanceof HostError && (error.kind === "not-found" || error.kind === "not-a-directory")) {
      return undefined;
    }
    throw error;
  }
}

/** The path of a plugin folder's manifest, whether it exists or not. */
export function manifestPathOf(host: Pick<Host, "os">, folder: string): string {
  return pathStyle(host.os).join(folder, MANIFEST_NAME);
}

/** Reads the plugin in a folder; undefined if the folder has no manifest. Throws AppError "too-many-files". */
export async function readPlugin(reading: PluginReading, folder: string): Promise<ReadPlugin | undefined> {
  try {
    const text = readManifest(reading, folder);
    return text === undefined ? undefined : await parsePlugin(reading, folder, text);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    requireOpenable(reading.host.os, error);
    const manifestPath = manifestPathOf(reading.host, folder);
    const breakage = irregularity(reading, manifestPath) ?? { kind: "unreadable", detail: error.detail };
    return { kind: "broken", folder, manifestPath, breakage };
  }
}

/** Parses a manifest that was read from a folder. */
export async function parsePlugin(reading: PluginReading, folder: string, text: Uint8Array): Promise<ReadPlugin> {
  const manifestPath = manifestPathOf(reading.host, folder);
  const parsed = await reading.cache.get<ParsedManifest>("manifest", text, async () => {
    const { parseManifest } = await import("../manifest/parse-manifest.ts");
    return parseManifest(text);
  });
  const { plugin, faults, warnings } = parsed;
  if (plugin === undefined) {
    const breakage = irregularity(reading, manifestPath) ?? { kind: "invalid", faults };
    return { kind: "broken", folder, manifestPath, breakage };
  }
  if (plugin.runtime.kind === "extism" && !hasModule(reading, folder)) {
    const reason = `its ${MODULE_NAME}, which the runtime extism/v1 runs, is missing`;
    return { kind: "broken", folder, manifestPath, breakage: { kind: "incomplete", reason } };
  }
  return { kind: "installed", plugin, folder, manifestPath, warnings };
}

/** A FIFO, which looks empty, a device or a socket in the manifest's place. */
function irregularity({ host }: PluginReading, manifestPath: string): Breakage | undefined {
  return statOf(host, manifestPath)?.kind === "other"
    ? { kind: "unreadable", detail: "it is not a regular file" }
    : undefined;
}

/** The WebAssembly module of an extism/v1 plugin always has this name. */
const MODULE_NAME = "plugin.wasm";

function hasModule({ host }: PluginReading, folder: string): boolean {
  return statOf(host, pathStyle(host.os).join(folder, MODULE_NAME))?.kind === "file";
}
