/** A plugin that a hub or an index offers. Its texts are a stranger's: they may have anything in them. */
export interface FoundPlugin {
  readonly name: string;
  /** "" if it is not known. */
  readonly version: string;
  readonly description: string;
  /** How many people marked it; null where nobody counts. */
  readonly stars: number | null;
  /** Where it comes from: a repository's address, or that of an archive. */
  readonly repository: string;
  /** What installs it; "" if nobody can tell, or if a shell could read the source as more than a word. */
  readonly command: string;
}

/** The command that installs a source; "" for one that is not a plain word in every shell. */
export function installCommand(source: string, sha256 = ""): string {
  if (!/^(?:[A-Za-z0-9./][A-Za-z0-9_.,:@+=~/-]*|[A-Za-z]:\\[A-Za-z0-9_.\\-]+)$/.test(source)) return "";
  return `luff plugin install ${sha256 === "" ? "" : `--checksum sha256:${sha256} `}${source}`;
}
