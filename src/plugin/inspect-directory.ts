import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { beginsWithTilde, TILDE_HINT } from "../platform/unexpanded-home.ts";
import { isUnicode } from "../text/is-unicode.ts";
import { MANIFEST_NAME } from "./read-plugin.ts";

type FilesHost = Pick<Host, "os" | "files">;

/** A folder of HELM_PLUGINS that cannot be used. */
export interface UnusableDirectory {
  readonly directory: string;
  /** What is wrong, as the predicate of a sentence about the folder: "does not exist". */
  readonly reason: string;
}

/** The plugin directories without repetitions: a link to another one, or another spelling of its path. */
export function distinctDirectories(host: FilesHost, directories: readonly string[]): string[] {
  const distinct = new Map<string, string>();
  for (const directory of directories) {
    const identity = identityOf(host, directory);
    if (!distinct.has(identity)) distinct.set(identity, directory);
  }
  return [...distinct.values()];
}

/** What identifies a file or folder; its path if it cannot be read. */
export function identityOf(host: FilesHost, path: string): string {
  try {
    return host.files.identity(path);
  } catch (error) {
    if (error instanceof HostError) return path;
    throw error;
  }
}

interface DirectoryFacts {
  /** luff's default directory. */
  readonly byDefault: string;
  /** What namesOrError returns for the directory, if that was asked before. */
  readonly names?: readonly string[] | HostError;
}

/** Why the plugins of a directory cannot be found; undefined if they can. luff's default directory need not exist. */
export function findDirectoryProblem(
  host: FilesHost,
  directory: string,
  { byDefault, names = namesOrError(host, directory) }: DirectoryFacts,
): UnusableDirectory | undefined {
  const reason = explainDirectory(host, directory, names);
  if (reason === undefined || (reason === MISSING && directory === byDefault)) return undefined;
  return { directory, reason };
}

const MISSING = "does not exist";

function explainDirectory(
  host: FilesHost,
  directory: string,
  names: readonly string[] | HostError,
): string | undefined {
  if (names instanceof HostError) {
    if (names.kind === "not-a-directory") return "is not a folder";
    if (names.kind !== "not-found") return `cannot be read: ${names.detail}`;
    if (!isUnicode(directory)) return "has a name that is not Unicode text, so luff cannot open it";
    if (isListed(host, directory)) return "is a broken link";
    return beginsWithTilde(directory) ? `${MISSING}. ${TILDE_HINT}` : MISSING;
  }
  if (!names.includes(MANIFEST_NAME)) return undefined;
  const above = pathStyle(host.os).join(directory, "..");
  return `is a plugin's own folder: it has a ${MANIFEST_NAME}. Put the folder above it (${above}) into HELM_PLUGINS`;
}

function isListed(host: FilesHost, path: string): boolean {
  const { base, directory } = pathStyle(host.os);
  const names = namesOrError(host, directory(path));
  return !(names instanceof HostError) && names.includes(base(path));
}

/** The names in a directory, or why they cannot be read. */
export function namesOrError(host: FilesHost, directory: string): readonly string[] | HostError {
  try {
    return host.files.list(directory);
  } catch (error) {
    if (error instanceof HostError) return error;
    throw error;
  }
}
