import { readArchive } from "../archive/read-archive.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { isPluginName } from "../plugin/find-plugin.ts";
import {
  AS_INSTALLED,
  blobPath,
  INDEX_FILE,
  LAYER_TYPE,
  LAYOUT_FILE,
  PLUGIN_TYPE,
  SOURCE,
  TITLE,
  VERSION,
  type BundlePlatform,
} from "./bundle-format.ts";

type BundleHost = Pick<Host, "os" | "arch" | "disk" | "compression" | "digests">;

/** A plugin in a bundle. */
export interface BundledPlugin {
  readonly name: string;
  readonly version: string;
  /** Where it came from, for people. */
  readonly source: string;
  /** Of its archive. */
  readonly sha256: string;
  /** The only platform that it is for; undefined for all. */
  readonly platform: BundlePlatform | undefined;
  /** Whether what its install hook made is in it. */
  readonly asInstalled: boolean;
}

/** More than a manifest or an index of a thousand plugins has. */
const LARGEST_TEXT = 1 << 20;

/** The plugins in a bundle. Throws AppError "bundle-invalid" if the file is not a bundle, or a digest is wrong. */
export async function readBundle(host: BundleHost, path: string): Promise<readonly BundledPlugin[]> {
  const texts = await readTexts(host, path);
  if (!texts.has(LAYOUT_FILE)) throw bundleInvalid(path, `it has no ${LAYOUT_FILE}`);
  const { manifests } = parse(path, INDEX_FILE, texts.get(INDEX_FILE));
  if (!Array.isArray(manifests)) throw bundleInvalid(path, `${INDEX_FILE} has no manifests`);
  return manifests.filter(isObject).map((descriptor) => readPluginOf(host, path, { texts, descriptor }));
}

/** Whether a plugin in a bundle is for this platform. */
export function fitsPlatform({ os, arch }: Pick<Host, "os" | "arch">, { platform }: BundledPlugin): boolean {
  return platform === undefined || (platform.os === os && platform.architecture === arch);
}

/** What JSON has between braces; nothing of it has been checked. */
type JsonObject = Readonly<Record<string, unknown>>;

interface BundledManifest {
  readonly texts: ReadonlyMap<string, Uint8Array>;
  readonly descriptor: JsonObject;
}

function readPluginOf({ digests }: BundleHost, path: string, { texts, descriptor }: BundledManifest): BundledPlugin {
  const digest = hexOf(path, descriptor);
  const bytes = texts.get(blobPath(digest));
  if (bytes === undefined) throw bundleInvalid(path, `the manifest ${digest} is missing`);
  if (digests.sha256(bytes) !== digest) throw bundleInvalid(path, `the manifest ${digest} has another SHA-256`);
  const { artifactType, layers, annotations } = parse(path, digest, bytes);
  const layer = (Array.isArray(layers) ? layers : [])
    .filter(isObject)
    .find(({ mediaType }) => mediaType === LAYER_TYPE);
  if (artifactType !== PLUGIN_TYPE || layer === undefined) {
    throw bundleInvalid(path, `the manifest ${digest} is not that of a plugin`);
  }
  const noted = (key: string): string => (isObject(annotations) ? textOf(annotations[key]) : "");
  if (!isPluginName(noted(TITLE))) throw bundleInvalid(path, `the manifest ${digest} names no plugin`);
  return {
    name: noted(TITLE),
    version: noted(VERSION),
    source: noted(SOURCE),
    sha256: hexOf(path, layer),
    platform: platformOf(descriptor),
    asInstalled: noted(AS_INSTALLED) === "true",
  };
}

function platformOf({ platform }: JsonObject): BundlePlatform | undefined {
  if (!isObject(platform)) return undefined;
  return { os: textOf(platform["os"]), architecture: textOf(platform["architecture"]) };
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

/** The small files of a bundle, by their paths. */
async function readTexts(host: BundleHost, path: string): Promise<ReadonlyMap<string, Uint8Array>> {
  const texts = new Map<string, Uint8Array>();
  const file = host.disk.open(path);
  try {
    for await (const { path: name, kind, content } of readArchive(host, file).entries) {
      if (kind !== "file") continue;
      const bytes = await readSmall(content);
      if (bytes !== undefined) texts.set(name.replace(/^\.\//, ""), bytes);
    }
  } finally {
    file.close();
  }
  return texts;
}

/** Undefined for content that is longer than a text. */
async function readSmall(content: AsyncIterable<Uint8Array>): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of content) {
    length += bytes.length;
    if (length <= LARGEST_TEXT) parts.push(bytes.slice());
  }
  if (length > LARGEST_TEXT) return undefined;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
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
export function bundleInvalid(path: string, reason: string): AppError {
  return new AppError("bundle-invalid", `${path} is not a bundle of plugins: ${reason}`, {
    hint: "Make it with 'luff plugin bundle save', and copy it whole.",
  });
}
