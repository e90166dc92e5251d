import { copyTree } from "../../archive/copy-tree.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { Origin } from "../receipt/receipt.ts";
import type { Staged } from "./stage-source.ts";

/** A plugin that one rename puts into its place. */
export interface Ready {
  /** A folder or a link on the plugins' volume. */
  readonly path: string;
  readonly origin: Origin;
}

/** Makes the link to a folder of the user's at the path `spare`, or copies the folder if the system refuses a link. Throws HostError. */
export function makeReady(host: Pick<Host, "os" | "files" | "disk">, staged: Staged, spare: string): Ready {
  const { folder, origin } = staged;
  if (origin.kind !== "link") return { path: folder, origin };
  host.disk.makeFolders(pathStyle(host.os).directory(spare));
  try {
    host.disk.linkFolder(spare, folder);
    return { path: spare, origin };
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
    copyTree(host, folder, spare);
    return { path: spare, origin: { kind: "copy", path: folder } };
  }
}

/** Whether an error says that the system cannot make such a link here. */
function isLinkRefused(error: unknown): boolean {
  return error instanceof HostError && error.kind !== "exists" && error.kind !== "not-found";
}
