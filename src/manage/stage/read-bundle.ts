import { digestOf } from "../../archive/digest-of.ts";
import { readArchive } from "../../archive/read-archive.ts";
import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { requireRegular } from "../../host/read-regular.ts";
import type { Platform } from "../../platform/platform.ts";
import { showPlatform } from "../../platform/platform-text.ts";
import { isPluginName } from "../../plugin/find-plugin.ts";
import type { BundleSource } from "../../source/source.ts";
import { platformOf, type PackedOrigin } from "../receipt/receipt.ts";
import {
  AS_INSTALLED,
  blobPath,
  INDEX_FILE,
  LAYER_TYPE,
  LAYOUT_FILE,
  ORIGINS,
  PLUGIN_TYPE,
  SOURCE,
  TITLE,
  VERSION,
} from "./bundle-format.ts";
import { joinChunks } from "../../text/join-chunks.ts";
import { readPackedOrigins } from "./read-packed-origin.ts";
import type { Staging } from "./staging.ts";

type BundleHost = Pick<Host, "os" | "arch" | "files" | "disk" | "compression" | "digests">;

/** A plugin in a bundle. */
export interface BundledPlugin {
  readonly name: string;
  readonly version: string;
  /** Where it came from, for people. */
  readonly source: string;
  /** Of its archive. */
  readonly sha256: string;
  /** The only platform that it is for; undefined for all. */
  readonly platform: Platform | undefined;
  /** Whether what its install hook made is in it. */
  readonly asInstalled: boolean;
  /** What a set and its lock know its source by, on this platform; undefined if the bundle does not say it. */
  readonly packed: PackedOrigin | undefined;
}

/** More than a manifest or an index of a thousand plugins has. */
const LARGEST_TEXT = 1 << 20;

/**
 * The plugins in a bundle. Reads all of it: throws AppError "bundle-invalid" if the file is not a bundle, or is cut, or if
 * a manifest or the archive of a plugin is missing or has another SHA-256.
 */
export async function readBundle(host: BundleHost, path: string): Promise<readonly BundledPlugin[]> {
  const files = await readFiles(host, path);
  if (!files.has(LAYOUT_FILE)) throw bundleInvalid(path, `it has no ${LAYOUT_FILE}`);
  const { manifests } = parse(path, INDEX_FILE, files.get(INDEX_FILE)?.bytes);
  if (!Array.isArray(manifests)) throw bundleInvalid(path, `${INDEX_FILE} has no manifests`);
  return manifests
    .filter(isObject)
    .map((descriptor) => readPluginOf({ path, files, here: showPlatform(host) }, descriptor));
}

/** Whether a plugin in a bundle is for this platform. */
export function fitsPlatform({ os, arch }: Pick<Host, "os" | "arch">, { platform }: BundledPlugin): boolean {
  return platform === undefined || (platform.os === os && platform.arch === arch);
}

/** How to prepare a plugin in the bundle at a path. */
export function bundleStaging(
  path: string,
  { sha256, platform, asInstalled, packed }: BundledPlugin,
): Pick<Staging, "packed"> & { readonly source: BundleSource } {
  const source: BundleSource = {
    kind: "bundle",
    path,
    sha256,
    ...(platform !== undefined && { platform: showPlatform(platform) }),
    ...(asInstalled && { asInstalled }),
  };
  return { source, ...(packed !== undefined && { packed }) };
}

/** What JSON has between braces; nothing of it has been checked. */
type JsonObject = Readonly<Record<string, unknown>>;

interface BundledFile {
  readonly sha256: string;
  /** Undefined if it is longer than a text. */
  readonly bytes: Uint8Array | undefined;
}

type BundledFiles = ReadonlyMap<string, BundledFile>;

interface OpenBundle {
  readonly path: string;
  readonly files: BundledFiles;
  /** This platform, such as "linux/amd64". */
  readonly here: string;
}

function readPluginOf({ path, files, here }: OpenBundle, descriptor: JsonObject): BundledPlugin {
  const digest = hexOf(path, descriptor);
  requireBlob(path, files, { digest, what: "the manifest" });
  const bytes = files.get(blobPath(digest))?.bytes;
  const { artifactType, layers, annotations } = parse(path, digest, bytes);
  const layer = (Array.isArray(layers) ? layers : [])
    .filter(isObject)
    .find(({ mediaType }) => mediaType === LAYER_TYPE);
  if (artifactType !== PLUGIN_TYPE || layer === undefined) {
    throw bundleInvalid(path, `the manifest ${digest} is not that of a plugin`);
  }
  const noted = (key: string): string => (isObject(annotations) ? textOf(annotations[key]) : "");
  if (!isPluginName(noted(TITLE))) throw bundleInvalid(path, `the manifest ${digest} names no plugin`);
  const sha256 = hexOf(path, layer);
  requireBlob(path, files, { digest: sha256, what: `the archive of plugin "${noted(TITLE)}"` });
  return {
    name: noted(TITLE),
    version: noted(VERSION),
    source: noted(SOURCE),
    sha256,
    platform: platformIn(descriptor),
    asInstalled: noted(AS_INSTALLED) === "true",
    packed: originsOf(path, noted(TITLE), annotations).find((origin) => [undefined, here].includes(platformOf(origin))),
  };
}

function originsOf(path: string, name: string, annotations: unknown): readonly PackedOrigin[] {
  const read = readPackedOrigins(isObject(annotations) ? annotations[ORIGINS] : undefined);
  if ("origins" in read) return read.origins;
  throw bundleInvalid(path, `what it says of where plugin "${name}" came from cannot be used: ${read.fault}`);
}

function platformIn({ platform }: JsonObject): Platform | undefined {
  if (!isObject(platform)) return undefined;
  return { os: textOf(platform["os"]), arch: textOf(platform["architecture"]) };
}

function hexOf(path: string, { digest }: JsonObject): string {
  const [, hex] = /^sha256:([0-9a-f]{64})$/.exec(textOf(digest)) ?? [];
  if (hex !== undefined) return hex;
  throw bundleInvalid(path, `${JSON.stringify(digest)} is not a digest`);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function requireBlob(
  path: string,
  files: BundledFiles,
  { digest, what }: { readonly digest: string; readonly what: string },
): void {
  const found = files.get(blobPath(digest))?.sha256;
  if (found === undefined) throw bundleInvalid(path, `${what} (sha256:${digest}) is missing`);
  if (found !== digest) throw bundleInvalid(path, `${what} (sha256:${digest}) has the SHA-256 ${found}`);
}

/** All files of a bundle, by their paths. */
async function readFiles(host: BundleHost, path: string): Promise<BundledFiles> {
  const files = new Map<string, BundledFile>();
  requireRegular(host.files, path);
  const file = host.disk.open(path);
  try {
    for await (const { path: name, kind, content } of readArchive(host, file).entries) {
      if (kind === "file") files.set(name.replace(/^\.\//, ""), await readFile(host, content));
    }
  } catch (error) {
    const isDamaged =
      (error instanceof HostError && error.kind === "damaged") ||
      (error instanceof AppError && error.code === "archive-invalid");
    throw isDamaged ? bundleInvalid(path, error.message, error) : error;
  } finally {
    file.close();
  }
  return files;
}

async function readFile(host: BundleHost, content: AsyncIterable<Uint8Array>): Promise<BundledFile> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const sha256 = await digestOf(host, content, (bytes) => {
    length += bytes.length;
    if (length <= LARGEST_TEXT) parts.push(bytes.slice());
  });
  if (length > LARGEST_TEXT) return { sha256, bytes: undefined };
  return { sha256, bytes: joinChunks(parts) };
}

function parse(path: string, name: string, bytes: Uint8Array | undefined): JsonObject {
  if (bytes === undefined) throw bundleInvalid(path, `it has no ${name}`);
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (isObject(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw bundleInvalid(path, `${name} is not a JSON object`);
}

/** The error for a file that is not a bundle, or is damaged. */
export function bundleInvalid(path: string, reason: string, cause?: Error): AppError {
  return new AppError("bundle-invalid", `${path} is not a bundle of plugins: ${reason}`, {
    hint: "Make it with 'luff plugin bundle save', and copy it whole.",
    ...(cause !== undefined && { cause }),
  });
}
