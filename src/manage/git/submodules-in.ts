import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { askGit } from "./git.ts";

/** The mode of a submodule's entry. */
const SUBMODULE = "160000";

/** The same in the index: a number of four bytes. */
const SUBMODULE_BYTES = [0x00, 0x00, 0xe0, 0x00];

/** The name of the part of an index that says that its entries are in another file. */
const LINK_BYTES = [0x6c, 0x69, 0x6e, 0x6b];

/** The paths of the submodules of a clone. git is asked only if there can be any. Throws AppError "git-failed". */
export function submodulesIn(host: Host, work: string): readonly string[] {
  if (!mayHaveSubmodules(host, work)) return [];
  const entries = askGit(host, ["-C", work, "ls-files", "--stage", "-z"]).split("\0");
  return entries.filter((entry) => entry.startsWith(SUBMODULE)).map((entry) => entry.replace(/^[^\t]*\t/, ""));
}

/** Whether a clone's index has the bytes of a submodule's entry, wherever they stand, or is not all in its file. */
export function mayHaveSubmodules({ os, files }: Pick<Host, "os" | "files">, work: string): boolean {
  try {
    const index = files.read(pathStyle(os).join(work, ".git", "index"));
    return contains(index, SUBMODULE_BYTES) || contains(index, LINK_BYTES);
  } catch (error) {
    if (error instanceof HostError) return true;
    throw error;
  }
}

/** Looks for the third byte, which is rare. */
function contains(bytes: Uint8Array, wanted: readonly number[]): boolean {
  const rare = wanted[2] ?? 0;
  for (let at = bytes.indexOf(rare, 2); at >= 0; at = bytes.indexOf(rare, at + 1)) {
    if (wanted.every((byte, place) => bytes[at - 2 + place] === byte)) return true;
  }
  return false;
}
