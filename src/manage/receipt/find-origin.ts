import type { Host } from "../../host/host.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";
import { readOwnReceipt } from "./own-receipt.ts";
import { readClone } from "./read-clone.ts";
import type { GitOrigin, Origin, Receipt } from "./receipt.ts";

/** Where a plugin came from, as far as the disk shows it. */
export interface FoundOrigin {
  readonly origin: Origin;
  /** What luff wrote down of this plugin; absent if another program put the plugin there, and luff wrote nothing. */
  readonly receipt?: Receipt;
  /** Whether another program than luff put the present files there, so that luff has no list of them. */
  readonly isForeign: boolean;
  /** The address of a clone, which may have a password in it. */
  readonly remote?: string;
}

type OriginHost = Pick<Host, "os" | "files" | "disk" | "digests">;

/** What may be known of a plugin's folder before it is looked at. */
export interface KnownOfFolder {
  readonly hasReceipt: boolean;
  readonly mayBeLink: boolean;
}

const NOTHING_KNOWN: KnownOfFolder = { hasReceipt: true, mayBeLink: true };

/**
 * Finds where the plugin in a folder came from: what luff wrote down, unless the folder is a link, or a clone that Helm made or has
 * changed since; then what the link or the clone itself shows. Undefined if nothing does.
 */
export function findOrigin(
  host: OriginHost,
  folder: string,
  { hasReceipt, mayBeLink } = NOTHING_KNOWN,
): FoundOrigin | undefined {
  const receipt = hasReceipt ? readOwnReceipt(host, folder) : undefined;
  if (mayBeLink && host.disk.entry(folder)?.kind === "link") {
    return linked(receipt, () => host.disk.readLink(folder));
  }
  if (receipt === undefined || receipt.origin.kind === "git") {
    const cloned = findClone(host, folder, receipt);
    if (cloned !== undefined) return cloned;
  }
  return receipt && { origin: receipt.origin, receipt, isForeign: isForeign(receipt) };
}

function isForeign({ foreign = false }: Receipt): boolean {
  return foreign;
}

/** What luff wrote down of a link is the path as the user gave it. */
function linked(receipt: Receipt | undefined, readLink: () => string): FoundOrigin {
  if (receipt?.origin.kind === "link") return { origin: receipt.origin, receipt, isForeign: false };
  return { origin: { kind: "link", path: readLink() }, isForeign: true };
}

function findClone(
  host: Pick<Host, "os" | "files">,
  folder: string,
  receipt: Receipt | undefined,
): FoundOrigin | undefined {
  const clone = readClone(host, folder);
  if (clone === undefined) return undefined;
  const { head, url: remote } = clone;
  const url = withoutPassword(remote);
  const former = receipt?.origin.kind === "git" && receipt.origin.url === url ? receipt.origin : undefined;
  if (receipt !== undefined && former?.commit === head.commit) {
    return { origin: former, receipt, remote, isForeign: isForeign(receipt) };
  }
  // Helm leaves the constraint as it was when it updates a clone.
  const constraint = former?.constraint ?? head.constraint;
  const origin: GitOrigin = { kind: "git", url, subfolder: "", ...head, constraint };
  return { origin, remote, isForeign: true, ...(former !== undefined && receipt !== undefined && { receipt }) };
}
