import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { PluginStore } from "./plugin-store.ts";

/** The form of the files that this luff writes. A reader leaves alone what a later one wrote. */
const RECEIPT_VERSION = 1;

/** Where a plugin came from. */
export type Origin =
  /** Its folder leads to another one. */
  | { readonly kind: "link"; readonly path: string }
  /** A copy of a folder, where the system makes no link. */
  | { readonly kind: "copy"; readonly path: string }
  /** A file with this SHA-256. */
  | { readonly kind: "archive"; readonly path: string; readonly sha256: string }
  | GitOrigin;

/** One commit of a git repository. */
export interface GitOrigin {
  readonly kind: "git";
  readonly url: string;
  /** The plugin's folder in the repository, "" for its root. */
  readonly subfolder: string;
  /** The version that was asked for, "" for the default branch. */
  readonly constraint: string;
  /** The branch, the tag or the commit that it came to. */
  readonly ref: string;
  readonly commit: string;
}

/** What luff knows of an install. */
export interface Receipt {
  /** The plugin's name and version by its manifest. */
  readonly name: string;
  readonly version: string;
  readonly origin: Origin;
  /** Whether updates leave the plugin alone. */
  readonly pinned?: boolean;
  /** ISO 8601. */
  readonly installed: string;
  /** The version of luff that installed it. */
  readonly luff: string;
}

type ReceiptHost = Pick<Host, "os" | "files" | "disk">;

/** The path of the receipt for a plugin's folder, by that folder's name. */
export function receiptPath(host: Pick<Host, "os">, store: PluginStore, folder: string): string {
  return pathStyle(host.os).join(store.receipts, `${folder}.json`);
}

/** The path of the list of a plugin's files, by the name of its folder. */
export function fileListPath(host: Pick<Host, "os">, store: PluginStore, folder: string): string {
  return pathStyle(host.os).join(store.fileLists, `${folder}.json`);
}

/** The receipt for a plugin's folder; undefined where there is none that this luff can read. */
export function readReceipt(host: Pick<Host, "os" | "files">, store: PluginStore, folder: string): Receipt | undefined {
  try {
    const text = readText(host, receiptPath(host, store, folder));
    const parsed = text === undefined ? undefined : (JSON.parse(text) as Receipt & { readonly format: unknown });
    return parsed?.format === RECEIPT_VERSION ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof HostError) return undefined;
    throw error;
  }
}

/** Writes the receipt for a plugin's folder. */
export function writeReceipt(host: ReceiptHost, store: PluginStore, folder: string, receipt: Receipt): void {
  const pinned = receipt.pinned === true ? true : undefined;
  const text = JSON.stringify({ format: RECEIPT_VERSION, ...receipt, pinned }, undefined, 2);
  host.files.writeAtomically(receiptPath(host, store, folder), `${text}\n`);
}

/** The text of a file; undefined where there is none. */
export function readText({ files }: Pick<Host, "files">, path: string): string | undefined {
  try {
    return new TextDecoder().decode(files.read(path));
  } catch (error) {
    if (error instanceof HostError && error.kind === "not-found") return undefined;
    throw error;
  }
}
