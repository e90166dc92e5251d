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
    const read = (...path: string[]): string =>
      readBoundedText(host, pathStyle(host.os).join(folder, ".git", ...path), MOST_BYTES) ?? "";
    const url = remoteIn(read("config"));
    const head = url === undefined ? undefined : readHead(read);
    return url === undefined || head === undefined ? undefined : { url, head };
  } catch (error) {
    if (error instanceof HostError) return undefined; // .git is a file, or damaged.
    throw error;
  }
}

type ReadGit = (...path: string[]) => string;

function readHead(read: ReadGit): Clone["head"] | undefined {
  const packed = read("packed-refs");
  const text = read("HEAD").trim();
  const [, branch] = /^ref: refs\/heads\/(\S+)$/.exec(text) ?? [];
  if (branch === undefined) {
    if (!COMMIT.test(text)) return undefined;
    const ref = tagOf(packed, text) ?? text;
    return { constraint: ref, ref, commit: text };
  }
  const loose = read("refs", "heads", ...branch.split("/")).trim();
  const commit = COMMIT.test(loose) ? loose : packedCommit(packed, `refs/heads/${branch}`);
  const isDefault = read("refs", "remotes", "origin", "HEAD").trim() === `ref: refs/remotes/origin/${branch}`;
  return commit === undefined ? undefined : { constraint: isDefault ? "" : branch, ref: branch, commit };
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
