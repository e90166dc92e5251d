/** A folder with a plugin.yaml, as an absolute path. */
export interface FolderSource {
  readonly kind: "folder";
  readonly path: string;
}

/** A file that is an archive with a plugin, as an absolute path. */
export interface ArchiveSource {
  readonly kind: "archive";
  readonly path: string;
}

/** An archive at an address of http or https, as the user gave it: it may contain a password. */
export interface HttpSource {
  readonly kind: "http";
  readonly url: string;
}

/** A git repository by its address, and the plugin's folder in it; "" for its root. */
export interface GitSource {
  readonly kind: "git";
  readonly url: string;
  readonly subfolder: string;
}

/** The releases of a repository on a GitHub server. */
export interface GithubSource {
  readonly kind: "github";
  /** The name of the server, with its port if that is not the usual one. */
  readonly server: string;
  /** OWNER/REPO. */
  readonly repository: string;
  /** Or a constraint; "" if the source names none. */
  readonly tag: string;
}

/** A plugin in a bundle, by the SHA-256 of its archive there. `path` is the bundle's, and absolute. */
export interface BundleSource {
  readonly kind: "bundle";
  readonly path: string;
  readonly sha256: string;
  /** As in the bundle's index: the only platform that it is for ("linux/amd64"), and whether what its install hook made is in it. */
  readonly platform?: string;
  readonly asInstalled?: true;
}

/** The source that a plugin is installed from. */
export type Source = FolderSource | ArchiveSource | BundleSource | HttpSource | GitSource | GithubSource;
