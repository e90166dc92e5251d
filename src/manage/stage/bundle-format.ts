/**
 * A bundle is an OCI image layout (image-spec 1.1) in a tar archive. Each plugin is a manifest of the type that Helm 4
 * pulls from registries, with the plugin's archive as its layer.
 */

export const INDEX_TYPE = "application/vnd.oci.image.index.v1+json";
export const MANIFEST_TYPE = "application/vnd.oci.image.manifest.v1+json";
export const PLUGIN_TYPE = "application/vnd.helm.plugin.v1+json";
export const LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar+gzip";
export const EMPTY_TYPE = "application/vnd.oci.empty.v1+json";

export const TITLE = "org.opencontainers.image.title";
export const VERSION = "org.opencontainers.image.version";
export const SOURCE = "org.opencontainers.image.source";
/** In JSON, what a set and its lock know the plugin's source by: a list of origins, of which at most one is for each platform. */
export const ORIGINS = "luff.origins";
/** "true" for a plugin that was packed as it was installed, with what its hooks have made. */
export const AS_INSTALLED = "luff.as-installed";

export const LAYOUT_FILE = "oci-layout";
export const INDEX_FILE = "index.json";

/** The path of a blob in the archive. */
export function blobPath(sha256: string): string {
  return `blobs/sha256/${sha256}`;
}

export interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly artifactType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: BundlePlatform;
}

/** In Go's words, as in the rest of luff. */
export interface BundlePlatform {
  readonly os: string;
  readonly architecture: string;
}

export interface BundleIndex {
  readonly schemaVersion: 2;
  readonly mediaType: string;
  readonly manifests: readonly Descriptor[];
}

export interface BundleManifest {
  readonly schemaVersion: 2;
  readonly mediaType: string;
  readonly artifactType: string;
  readonly config: Descriptor;
  readonly layers: readonly Descriptor[];
  readonly annotations: Readonly<Record<string, string>>;
}
