import type { GitSource } from "./source.ts";

/** Hosts whose repository addresses need not end in .git: Helm's list, and newer forges. */
const FORGES =
  /^https?:\/\/(?:[^/@]*@)?(?:www\.)?(?:github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)\/[^/]+\/[^/]+/i;

/**
 * Reads a text as the address of a git repository, with a folder in it after "//"; undefined if it is not one.
 * Addresses are those of Helm and of git: https of the known forges or with an ending .git, `git@host:path`, ssh, git
 * and file; `git+https://` and the like say that it is one whatever the host.
 */
export function parseGitUrl(text: string): GitSource | undefined {
  const isMarked = /^git\+(?:https?|ssh|file):\/\//i.test(text);
  const address = isMarked ? text.slice("git+".length) : text;
  const { url, subfolder } = splitFolder(address);
  const isScp = /^[\w.-]+@[\w.-]+:[^/]/.test(url) || /^[\w.-]+@[\w.-]+:\/[^/]/.test(url);
  const isGit = isMarked || isScp || /^(?:git|ssh|file):\/\//i.test(url) || isWeb(url);
  if (!isGit || subfolder.split("/").includes("..")) return undefined;
  return { kind: "git", url: forGit(url), subfolder };
}

/** git knows schemes in lower case alone. The protocol of git:// has no users: git would take one for a part of the host. */
function forGit(url: string): string {
  const known = url.replace(/^[a-z]+:\/\//i, (scheme) => scheme.toLowerCase());
  return known.replace(/^(git:\/\/)[^/]*@/, "$1");
}

function isWeb(url: string): boolean {
  return FORGES.test(url) || /^https?:\/\/[^?#]+\.git\/?$/i.test(url);
}

/** The part after a "//" that follows the scheme's is a folder in the repository. */
function splitFolder(address: string): { readonly url: string; readonly subfolder: string } {
  const [scheme = ""] = /^[a-z][a-z+.-]*:\/\/\/?/i.exec(address) ?? [];
  const at = address.indexOf("//", scheme.length);
  if (at < 0) return { url: address, subfolder: "" };
  return { url: address.slice(0, at), subfolder: address.slice(at + 2).replaceAll(/^\/+|\/+$/g, "") };
}

/**
 * The name that Helm gives the folder of a plugin from a repository: the last part of its address, with any .git at its
 * end.
 */
export function gitFolderName({ url, subfolder }: GitSource): string {
  const path = subfolder === "" ? url : subfolder;
  return (
    path
      .replace(/\/+$/, "")
      .split(/[/:\\]/)
      .at(-1) ?? ""
  );
}

/** A user and a password in an address without a right scheme. Paths, and tags of GitHub, may have both characters too. */
const MISTYPED_LOGIN = /^(?![./~\\]|[a-z]:[\\/]|github:)[^@]*:.*@/is;

/** An address without the password in it, for messages. One whose password cannot be told from the rest is only "…". */
export function withoutPassword(url: string): string {
  const [, scheme, rest = ""] = /^((?:[a-z][a-z0-9+.-]*:)?\/\/)(.*)$/is.exec(url) ?? [];
  if (scheme === undefined) return MISTYPED_LOGIN.test(url) ? url.replace(/^.*@/s, "…@") : url;
  const [, login, place = rest] = /^([^/?#]*)@(.*)$/s.exec(rest) ?? [];
  // A password with a slash that is not escaped: what seems to be the host and its port is a user and a part of it.
  if (place.includes("@") && !/^(?:\[[^\]]*\]|[^:/?#]*)(?::\d*)?(?:[/?#]|$)/.test(place)) return `${scheme}…`;
  if (login === undefined || /^(?:(?:git\+)?https?:|oci:|\/)/i.test(scheme)) return scheme + place;
  return `${scheme}${login.split(":", 1)[0]}@${place}`;
}
