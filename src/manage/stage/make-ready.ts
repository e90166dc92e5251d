import { copyTree } from "../../archive/copy-tree.ts";
import { UnpackCounter, type UnpackLimits } from "../../archive/unpack-limits.ts";
import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { Origin } from "../receipt/receipt.ts";
import type { Staged } from "./staged.ts";

/** A plugin that one rename puts into its place. */
export interface Ready {
  /** A folder or a link on the plugins' volume. */
  readonly path: string;
  readonly origin: Origin;
}

interface ReadyWish {
  readonly staged: Staged;
  /** Where a link or a copy is made. */
  readonly spare: string;
  /** How large a copy may become; undefined: of any size. */
  readonly limits: UnpackLimits | undefined;
}

/** Makes the link to a folder of the user's, or copies the folder if the system refuses a link. Throws HostError, and AppError as `copyTree` does. */
export function makeReady(host: Pick<Host, "os" | "files" | "disk">, { staged, spare, limits }: ReadyWish): Ready {
  const { folder, origin } = staged;
  if (origin.kind !== "link") return { path: folder, origin };
  host.disk.makeFolders(pathStyle(host.os).directory(spare));
  try {
    host.disk.linkFolder(spare, folder);
    return { path: spare, origin };
  } catch (error) {
    if (!isLinkRefused(error)) throw error;
    const counter = new UnpackCounter(limits, () => Number.POSITIVE_INFINITY, `the folder ${folder} is not copied`);
    copyTree(host, folder, spare, counter);
    return { path: spare, origin: { kind: "copy", path: folder } };
  }
}

/** Whether an error says that the system cannot make such a link here. */
function isLinkRefused(error: unknown): boolean {
  return error instanceof HostError && error.kind !== "exists" && error.kind !== "not-found";
}
