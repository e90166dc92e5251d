import { pathStyle } from "../../platform/path-style.ts";
import { newReceipt } from "./activate.ts";
import { findOrigin } from "../receipt/find-origin.ts";
import type { PresentPlugin } from "../find-present.ts";
import type { ManageContext } from "../manage-context.ts";
import type { Receipt } from "../receipt/receipt.ts";
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

/** What is known of where a plugin came from. */
export function findKnown(context: ManageContext, present: PresentPlugin): Knowledge {
  const { folder } = present;
  const found = findOrigin(context.host, folder);
  if (found === undefined) return { kind: "unknown" };
  const { origin, receipt, isForeign } = found;
  if (origin.kind === "link") return { kind: "linked", path: origin.path };
  const made = receipt !== undefined && !isForeign ? receipt : receiptOf(context, present, { origin, former: receipt });
  const remote = found.remote === undefined ? {} : { remote: found.remote };
  return { kind: "known", folder, receipt: made, origin, isForeign, ...remote };
}

interface Foreign {
  readonly origin: UpdatableOrigin;
  readonly former: Receipt | undefined;
}

function receiptOf(context: ManageContext, present: PresentPlugin, { origin, former }: Foreign): Receipt {
  const pinned = former?.pinned ?? false;
  if (present.kind === "installed") {
    return { ...newReceipt(context, present.installed, origin, pinned), foreign: true };
  }
  const name = pathStyle(context.host.os).base(present.folder);
  const installed = new Date(context.host.clock.now()).toISOString();
  return { name, version: "", origin, pinned, foreign: true, installed, luff: context.luffVersion };
}
