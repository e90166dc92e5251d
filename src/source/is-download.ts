/** What forges offer for download below a repository's own address. */
const PARTS =
  /^\/[^/]+\/.+\/(?:releases\/download|-\/releases|archive|-\/archive|raw|-\/raw|tarball|zipball|downloads|get)\//;

/**
 * Whether a URL of http or https is one of a file, although it may begin like a repository's: its path ends as an
 * archive's does, as in Helm, or a forge offers downloads there.
 */
export function isDownload(text: string): boolean {
  const [, path = ""] = /^https?:\/\/[^/?#]*([^?#]*)/i.exec(text) ?? [];
  return /\.(?:tgz|tar\.gz|tar|zip)$/i.test(path) || PARTS.test(path);
}
