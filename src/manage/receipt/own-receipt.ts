import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { MAX_MANIFEST_BYTES } from "../../manifest/manifest-size.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { manifestPathOf } from "../../plugin/read-plugin.ts";
import { pluginStore, type PluginStore } from "../store/plugin-store.ts";
import { readClone } from "./read-clone.ts";
import { readReceipt, receiptPath, renderReceipt, type Receipt, type Stamp } from "./receipt.ts";
import { withoutPassword } from "../../source/parse-git-url.ts";

type StampHost = Pick<Host, "os" | "files" | "disk" | "digests">;

/** How a record is written: so that a loss of power cannot take it, or in a change, which waits for the disk before it ends. */
export type RecordWriting = "durably" | "in a change";

/**
 * Writes the receipt of a plugin's folder with the stamp of what is there now, unless it has that already, and returns it. Throws
 * HostError.
 */
export function recordReceipt(
  host: StampHost,
  place: { readonly store: PluginStore; readonly folder: string; readonly writing: RecordWriting },
  receipt: Receipt,
): Receipt {
  const { store, folder, writing } = place;
  const stamp = stampOf(host, store.folder(folder));
  const { identity, manifest } = receipt.stamp ?? {};
  if (stamp.identity === identity && stamp.manifest === manifest) return receipt;
  const stamped = { ...receipt, stamp };
  const path = receiptPath(host, store, folder);
  if (writing === "durably") host.disk.writeDurably(path, renderReceipt(stamped));
  else host.disk.replace(path, renderReceipt(stamped));
  return stamped;
}

function stampOf(host: StampHost, folder: string): Stamp {
  const isLink = host.disk.entry(folder)?.kind === "link";
  return { identity: host.disk.entryIdentity(folder), manifest: isLink ? null : manifestDigest(host, folder) };
}

/** Null if there is no manifest, or one that is too long to be read. A pipe in its place would never end. */
function manifestDigest({ os, files, digests }: StampHost, folder: string): string | null {
  const path = manifestPathOf({ os }, folder);
  const stat = files.stat(path);
  const isManifest = stat?.kind === "file" && stat.size <= MAX_MANIFEST_BYTES;
  return isManifest ? digests.sha256(files.read(path)) : null;
}

/**
 * The receipt for a plugin's folder; undefined if there is none, or if another program has put something else in the folder's
 * place since.
 */
export function readOwnReceipt(host: StampHost, folder: string): Receipt | undefined {
  const { base, directory } = pathStyle(host.os);
  const receipt = readReceipt(host, pluginStore(host.os, directory(folder)), base(folder));
  return receipt !== undefined && isOf(host, folder, receipt) ? receipt : undefined;
}

function isOf(host: StampHost, folder: string, receipt: Receipt): boolean {
  const isLink = host.disk.entry(folder)?.kind === "link";
  if (isLink !== (receipt.origin.kind === "link")) return false;
  // Receipts of the first luff have no stamp.
  if (receipt.stamp === undefined) return true;
  try {
    if (host.disk.entryIdentity(folder) === receipt.stamp.identity) return true;
    // Whoever copies a plugins folder copies the receipts too.
    return isLink ? leadsTo(host, folder, receipt) : hasSameManifest(host, folder, receipt);
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}

function leadsTo({ disk }: StampHost, folder: string, { origin }: Receipt): boolean {
  return origin.kind === "link" && disk.readLink(folder) === origin.path;
}

/** The same plugin.yaml also comes from another source: then the folder is a clone, or a clone of something else. */
function hasSameManifest(host: StampHost, folder: string, { origin, stamp }: Receipt): boolean {
  const clone = readClone(host, folder);
  if (clone !== undefined && (origin.kind !== "git" || withoutPassword(clone.url) !== origin.url)) return false;
  const digest = manifestDigest(host, folder);
  return digest !== null && digest === stamp?.manifest;
}
