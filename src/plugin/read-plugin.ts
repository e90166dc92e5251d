import { HostError } from "../host/host-error.ts";
import { statOf } from "../host/stat-of.ts";
import type { Host } from "../host/host.ts";
import { MAX_MANIFEST_BYTES } from "../manifest/manifest-size.ts";
import type { ParsedManifest } from "../manifest/parse-manifest.ts";
import { pathStyle } from "../platform/path-style.ts";
import { joinChunks } from "../text/join-chunks.ts";
import type { Breakage, ReadPlugin } from "./installed-plugin.ts";
import type { ParseCache } from "../cache/parse-cache.ts";
import { requireOpenable } from "./require-openable.ts";

export const MANIFEST_NAME = "plugin.yaml";

/** One byte more than a manifest may have, so that the parser sees that a file is too long without reading all of it. */
const READ_LIMIT = MAX_MANIFEST_BYTES + 1;

export interface PluginReading {
  readonly host: Pick<Host, "os" | "files" | "disk">;
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
  const read = readText(reading, folder);
  return read instanceof Uint8Array ? parsePlugin(reading, folder, read) : read;
}

/**
 * The same for many folders, in their order. The cache keeps their manifests in a few entries besides, so that a list of a thousand
 * plugins opens one or two files of the cache and not a thousand.
 */
export async function readPlugins(
  reading: PluginReading,
  folders: readonly string[],
): Promise<readonly (ReadPlugin | undefined)[]> {
  const read = folders.map((folder) => readText(reading, folder));
  const texts = read.filter((each) => each instanceof Uint8Array);
  const parsed = (await parseAll(reading.cache, texts)).values();
  return read.map((each, index) => {
    if (!(each instanceof Uint8Array)) return each;
    const manifest = parsed.next().value;
    return manifest && toPlugin(reading, folders[index] ?? "", manifest);
  });
}

/** The manifest's bytes, or the plugin that is broken because they cannot be read. */
function readText(reading: PluginReading, folder: string): Uint8Array | ReadPlugin | undefined {
  try {
    return readManifest(reading, folder);
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
  return toPlugin(reading, folder, await parse(reading.cache, text));
}

function parse(cache: ParseCache, text: Uint8Array): Promise<ParsedManifest> {
  return cache.get<ParsedManifest>("manifest", text, async () => {
    const { parseManifest } = await import("../manifest/parse-manifest.ts");
    return parseManifest(text);
  });
}

/** The most bytes of manifests that are looked up in one piece, those of MORE_PARSED included: the cache keeps no entry above 1 MiB. */
const MOST_TOGETHER = 768 * 1024;

/** How much longer a manifest is in the cache, in bytes. */
const MORE_PARSED = 512;

/** The parsed manifests, in the order of the texts. */
async function parseAll(cache: ParseCache, texts: readonly Uint8Array[]): Promise<readonly ParsedManifest[]> {
  const parsed: ParsedManifest[] = [];
  for (const group of groupsOf(texts)) parsed.push(...(await parseGroup(cache, group)));
  return parsed;
}

/** The texts in their order, in groups that fit into an entry of the cache. */
function groupsOf(texts: readonly Uint8Array[]): readonly (readonly Uint8Array[])[] {
  const groups: Uint8Array[][] = [];
  let size = Infinity;
  for (const text of texts) {
    const added = text.length + MORE_PARSED;
    if (size + added > MOST_TOGETHER) {
      groups.push([]);
      size = 0;
    }
    groups.at(-1)?.push(text);
    size += added;
  }
  return groups;
}

async function parseGroup(cache: ParseCache, texts: readonly Uint8Array[]): Promise<readonly ParsedManifest[]> {
  return texts.length < 2
    ? parseEach(cache, texts)
    : cache.get("manifests", concatenate(texts), () => parseEach(cache, texts));
}

async function parseEach(cache: ParseCache, texts: readonly Uint8Array[]): Promise<readonly ParsedManifest[]> {
  const parsed: ParsedManifest[] = [];
  for (const text of texts) parsed.push(await parse(cache, text));
  return parsed;
}

/** The texts behind their lengths, so that no other texts give the same bytes. */
function concatenate(texts: readonly Uint8Array[]): Uint8Array {
  const lengths = new TextEncoder().encode(`${texts.map(({ length }) => length).join(" ")}\n`);
  return joinChunks([lengths, ...texts]);
}

function toPlugin(reading: PluginReading, folder: string, parsed: ParsedManifest): ReadPlugin {
  const manifestPath = manifestPathOf(reading.host, folder);
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
export const MODULE_NAME = "plugin.wasm";

function hasModule({ host }: PluginReading, folder: string): boolean {
  return statOf(host, pathStyle(host.os).join(folder, MODULE_NAME))?.kind === "file";
}
