import { readFileBlocks } from "../archive/unpack.ts";
import { writeTar, type NewEntry } from "../archive/write-tar.ts";
import type { Host } from "../host/host.ts";
import type { Platform } from "../platform/platform.ts";
import {
  AS_INSTALLED,
  blobPath,
  EMPTY_TYPE,
  INDEX_FILE,
  INDEX_TYPE,
  LAYER_TYPE,
  LAYOUT_FILE,
  MANIFEST_TYPE,
  ORIGINS,
  PLUGIN_TYPE,
  SOURCE,
  TITLE,
  VERSION,
  type BundleIndex,
  type BundleManifest,
  type Descriptor,
} from "../manage/stage/bundle-format.ts";
import type { PackedOrigin } from "../manage/receipt/receipt.ts";

/** A plugin's archive that goes into a bundle. */
export interface BundlePart {
  readonly name: string;
  readonly version: string;
  /** Where it came from, for people. */
  readonly source: string;
  /** What a set and its lock know its source by; several if it is for several platforms that have different sources. */
  readonly origins: readonly PackedOrigin[];
  /** The name of its archive for a registry. */
  readonly title: string;
  /** The path of the archive. */
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  /** The only platform that it is for; undefined for all. */
  readonly platform: Platform | undefined;
  /** Whether it was packed as it is installed. */
  readonly asInstalled: boolean;
  /** Whether its install hook may download what is not in the archive. */
  readonly hasInstallHook: boolean;
}

type BundleHost = Pick<Host, "disk" | "digests">;

const EMPTY = new TextEncoder().encode("{}");

/** The bytes of a bundle: the small files come first, then each archive once. */
export function bundleBytes(host: BundleHost, parts: readonly BundlePart[]): AsyncIterable<Uint8Array> {
  const blobs = new Map<string, NewEntry>();
  const addText = (bytes: Uint8Array): string => {
    const sha256 = host.digests.sha256(bytes);
    blobs.set(sha256, textEntry(blobPath(sha256), bytes));
    return sha256;
  };
  const manifests = parts.map((part) => describe(part, addText));
  const index: BundleIndex = { schemaVersion: 2, mediaType: INDEX_TYPE, manifests };
  for (const { file, size, sha256 } of parts) {
    blobs.set(sha256, { ...textEntry(blobPath(sha256), EMPTY), size, content: () => readFileBlocks(host, file) });
  }
  const layout = { imageLayoutVersion: "1.0.0" };
  return writeTar([textEntry(LAYOUT_FILE, json(layout)), textEntry(INDEX_FILE, json(index)), ...blobs.values()]);
}

/** Adds the manifest of a plugin, and returns its description for the index. */
function describe(part: BundlePart, addText: (bytes: Uint8Array) => string): Descriptor {
  const annotations = {
    [TITLE]: part.name,
    [VERSION]: part.version,
    [SOURCE]: part.source,
    ...(part.origins.length > 0 && { [ORIGINS]: JSON.stringify(part.origins) }),
    ...(part.asInstalled && { [AS_INSTALLED]: "true" }),
  };
  const manifest: BundleManifest = {
    schemaVersion: 2,
    mediaType: MANIFEST_TYPE,
    artifactType: PLUGIN_TYPE,
    config: { mediaType: EMPTY_TYPE, digest: `sha256:${addText(EMPTY)}`, size: EMPTY.length },
    layers: [
      { mediaType: LAYER_TYPE, digest: `sha256:${part.sha256}`, size: part.size, annotations: { [TITLE]: part.title } },
    ],
    annotations,
  };
  const bytes = json(manifest);
  return {
    mediaType: MANIFEST_TYPE,
    artifactType: PLUGIN_TYPE,
    digest: `sha256:${addText(bytes)}`,
    size: bytes.length,
    ...(part.platform !== undefined && { platform: { os: part.platform.os, architecture: part.platform.arch } }),
  };
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function textEntry(path: string, bytes: Uint8Array): NewEntry {
  return { path, kind: "file", isExecutable: false, size: bytes.length, target: "", content: () => [bytes] };
}
