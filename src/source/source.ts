/** A folder with a plugin.yaml: an absolute path. */
export interface FolderSource {
  readonly kind: "folder";
  readonly path: string;
}

/** What a plugin is installed from. */
export type Source = FolderSource;
