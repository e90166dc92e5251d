import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { readBoundedText, type GitOrigin } from "./receipt.ts";

/** The most bytes of a file in `.git` that is read. */
const MOST_BYTES = 64 * 1024 * 1024;

type CloneHost = Pick<Host, "os" | "files">;

/** A clone of a git repository, as its own files describe it. */
export interface Clone {
  /** The address of its remote, which may contain a password. */
  readonly url: string;
  /** The checked-out version, in the form of an origin. */
  readonly head: Pick<GitOrigin, "constraint" | "ref" | "commit">;
}

/**
 * Reads the origin of a clone without the program git. Undefined if the folder is not a clone, or is in a format that
 * luff does not read. The constraint is "" on the remote's default branch, otherwise the checked-out branch, tag or
 * commit.
 */
export function readClone(host: CloneHost, folder: string): Clone | undefined {
  try {
    // Most plugins are no clones, and a list asks this of each.
    if (host.files.stat(`${folder}${pathStyle(host.os).separator}.git`) === undefined) return undefined;
    const read = readerOf(host, folder);
    const config = read("config");
    const url = config === "" ? undefined : remoteIn(config);
    const head = url === undefined ? undefined : readHead(read);
    return url === undefined || head === undefined ? undefined : { url, head };
  } catch (error) {
    if (error instanceof HostError) return undefined; // .git is a file, or damaged.
    throw error;
  }
}

/** What is checked out in a clone. */
export interface CheckedOut {
  /** Undefined if it is no branch. */
  readonly branch: string | undefined;
  readonly commit: string;
}

/**
 * Reads what is checked out in a clone without the program git. Undefined if the folder is not a clone, has no commit, or is in a format
 * that luff does not read.
 */
export function readCheckedOut(host: CloneHost, folder: string): CheckedOut | undefined {
  try {
    const read = readerOf(host, folder);
    return checkedOutBy(read, read("packed-refs"));
  } catch (error) {
    if (error instanceof HostError) return undefined; // .git is a file, or damaged.
    throw error;
  }
}

/** The text of a file in `.git`; "" if there is none. Throws HostError. */
type ReadGit = (...path: string[]) => string;

function readerOf(host: CloneHost, folder: string): ReadGit {
  return (...path) => readBoundedText(host, pathStyle(host.os).join(folder, ".git", ...path), MOST_BYTES) ?? "";
}

function readHead(read: ReadGit): Clone["head"] | undefined {
  const packed = read("packed-refs");
  const found = checkedOutBy(read, packed);
  if (found === undefined) return undefined;
  const { branch, commit } = found;
  if (branch === undefined) {
    const ref = tagOf(packed, commit) ?? commit;
    return { constraint: ref, ref, commit };
  }
  const isDefault = read("refs", "remotes", "origin", "HEAD").trim() === `ref: refs/remotes/origin/${branch}`;
  return { constraint: isDefault ? "" : branch, ref: branch, commit };
}

function checkedOutBy(read: ReadGit, packed: string): CheckedOut | undefined {
  const text = read("HEAD").trim();
  const [, branch] = /^ref: refs\/heads\/(\S+)$/.exec(text) ?? [];
  if (branch === undefined) return COMMIT.test(text) ? { branch, commit: text } : undefined;
  const loose = read("refs", "heads", ...branch.split("/")).trim();
  const commit = COMMIT.test(loose) ? loose : packedCommit(packed, `refs/heads/${branch}`);
  return commit === undefined ? undefined : { branch, commit };
}

const COMMIT = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

function packedCommit(packed: string, ref: string): string | undefined {
  return packed
    .split("\n")
    .find((line) => line.endsWith(` ${ref}`))
    ?.split(" ")[0];
}

/** The tag of a commit. After an annotated tag there is a line with the commit. */
function tagOf(packed: string, commit: string): string | undefined {
  const lines = packed.split("\n");
  const at = lines.findIndex(
    (line, index) => / refs\/tags\//.test(line) && (line.startsWith(commit) || lines[index + 1] === `^${commit}`),
  );
  return lines[at]?.replace(/^\S+ refs\/tags\//, "");
}

/** The `url` of the remote `origin` in a git configuration. */
function remoteIn(config: string): string | undefined {
  let isOrigin = false;
  for (const line of config.split(/\r?\n/)) {
    if (/^\s*\[/.test(line)) isOrigin = /^\s*\[remote "origin"\]/i.test(line);
    const [, value] = /^\s*url\s*=\s*(.*?)\s*$/i.exec(line) ?? [];
    if (isOrigin && value !== undefined) return unquoted(value);
  }
  return undefined;
}

function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/, "$1").replaceAll(/\\(["\\])/g, "$1");
}
