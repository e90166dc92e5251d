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

/** A git repository by its address, and the plugin's folder in it; "" for its root. */
export interface GitSource {
  readonly kind: "git";
  readonly url: string;
  readonly subfolder: string;
}

/** The source that a plugin is installed from. */
export type Source = FolderSource | ArchiveSource | GitSource;
