import { pathStyle } from "../platform/path-style.ts";
import { withoutPassword } from "../source/parse-git-url.ts";
import { newReceipt } from "./activate.ts";
import type { PresentPlugin } from "./find-present.ts";
import type { ManageContext } from "./manage-context.ts";
import type { PluginStore } from "./plugin-store.ts";
import { readClone } from "./read-clone.ts";
import { readReceipt, type GitOrigin, type Receipt } from "./receipt.ts";
import type { UpdatableOrigin } from "./update-source.ts";

/** A plugin whose source is known. */
export interface KnownPlugin {
  readonly kind: "known";
  readonly folder: string;
  /** As it is on the disk, or as the clone shows that Helm made or changed. */
  readonly receipt: Receipt;
  readonly origin: UpdatableOrigin;
  /** The address of a clone, which may contain a password. */
  readonly remote?: string;
  /** Whether another program than luff put the files there, so that luff has no list of them. */
  readonly isForeign: boolean;
}

export type Knowledge =
  | KnownPlugin
  /** The target of the plugin's folder, if that is a link. */
  | { readonly kind: "linked"; readonly path: string }
  | { readonly kind: "unknown" };

/**
 * The known origin of a plugin. It is luff's receipt, unless the plugin is a clone that Helm made or has changed since:
 * then the clone itself decides.
 */
export function findKnown(context: ManageContext, store: PluginStore, present: PresentPlugin): Knowledge {
  const { host } = context;
  const { folder } = present;
  if (host.disk.entry(folder)?.kind === "link") return { kind: "linked", path: host.disk.readLink(folder) };
  const receipt = readReceipt(host, store, pathStyle(host.os).base(folder));
  const clone = readClone(host, folder);
  if (clone !== undefined && (receipt === undefined || receipt.origin.kind === "git")) {
    const { head } = clone;
    const url = withoutPassword(clone.url);
    const written = receipt?.origin.kind === "git" && receipt.origin.url === url ? receipt : undefined;
    const former = written?.origin as GitOrigin | undefined;
    const remote = clone.url;
    if (written !== undefined && former?.commit === head.commit) {
      return { kind: "known", folder, receipt: written, origin: former, remote, isForeign: false };
    }
    // Helm leaves the constraint as it was when it updates a clone.
    const constraint = former?.constraint ?? head.constraint;
    const origin: GitOrigin = { kind: "git", url, subfolder: "", ...head, constraint };
    const made = receiptOf(context, present, { origin, pinned: written?.pinned ?? false });
    return { kind: "known", folder, receipt: made, origin, remote, isForeign: true };
  }
  if (receipt === undefined || receipt.origin.kind === "link") return { kind: "unknown" };
  return { kind: "known", folder, receipt, origin: receipt.origin, isForeign: false };
}

function receiptOf(
  context: ManageContext,
  present: PresentPlugin,
  { origin, pinned }: Pick<Receipt, "origin"> & { readonly pinned: boolean },
): Receipt {
  if (present.kind === "installed") return newReceipt(context, present.installed, origin, pinned);
  const base = pathStyle(context.host.os).base(present.folder);
  const now = new Date(context.host.clock.now()).toISOString();
  return { name: base, version: "", origin, ...(pinned && { pinned }), installed: now, luff: context.luffVersion };
}
