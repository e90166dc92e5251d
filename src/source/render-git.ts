import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { parseGitUrl } from "./parse-git-url.ts";
import type { GitSource } from "./source.ts";

type Os = Host["os"];

/**
 * The text that names a repository, and a folder in it, as a source: a path becomes a URL of file, and an address that does not look like a
 * repository's gets "git+". Undefined for what luff does not take as a source, such as a relative path.
 */
export function renderGit(os: Os, { url, subfolder }: Pick<GitSource, "url" | "subfolder">): string | undefined {
  const address = fileUrl(os, url) ?? url;
  const text = subfolder === "" ? address : `${address}//${subfolder}`;
  return [text, `git+${text}`].find((each) => parseGitUrl(each)?.subfolder === subfolder);
}

/** Whether two addresses are of one repository. Of this machine's it may be a path or a URL of file. */
export function isSameRepository(os: Os, one: string, other: string): boolean {
  if (one === other) return true;
  const path = localPath(os, one);
  return path !== undefined && path === localPath(os, other);
}

/** A path of this machine as a URL of file; undefined for all else, such as a path of another machine on Windows. */
function fileUrl(os: Os, address: string): string | undefined {
  const path = pathStyle(os).isAbsolute(address) ? pathStyle(os).join(address) : undefined;
  const slashed = path?.replaceAll(pathStyle(os).separator, "/");
  if (slashed === undefined || slashed.startsWith("//") || /\p{Cs}/u.test(slashed)) return undefined;
  return `file://${slashed.startsWith("/") ? "" : "/"}${slashed.replaceAll(/[^\x21-\x7e]+|[%?#]/g, encodeURIComponent)}`;
}

/** The cleaned path that an address of this machine stands for; undefined for any other address. */
function localPath(os: Os, address: string): string | undefined {
  const { isAbsolute, join } = pathStyle(os);
  const [, inUrl] = /^file:\/\/(?:localhost)?(\/.*)$/is.exec(address) ?? [];
  const path =
    inUrl === undefined
      ? address
      : inUrl.replaceAll(/(?:%[0-9a-f]{2})+/gi, decode).replace(/^\/(?=[a-z]:)/i, os === "windows" ? "" : "/");
  return isAbsolute(path) ? join(path) : undefined;
}

/** git reads the escapes in a URL of file. Those of no text stay as they are. */
function decode(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}
