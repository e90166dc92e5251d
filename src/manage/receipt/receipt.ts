import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { readRegular } from "../../host/read-regular.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { PluginStore } from "../store/plugin-store.ts";

/** The version of the format that this luff writes. A reader ignores later ones. */
const RECEIPT_VERSION = 1;

/** The origin of a plugin. */
export type Origin =
  /** Its folder is a link to another one. */
  | { readonly kind: "link"; readonly path: string }
  /** A copy of a folder, because the system makes no link. */
  | { readonly kind: "copy"; readonly path: string }
  | ArchiveOrigin
  | BundleOrigin
  | HttpOrigin
  | GithubOrigin
  | GitOrigin;

/** A plugin in a bundle. */
export interface BundleOrigin {
  readonly kind: "bundle";
  readonly path: string;
  /** Of its archive there. */
  readonly sha256: string;
  /** The only platform that it is for, such as "linux/amd64"; absent for all. */
  readonly platform?: string;
  /** Whether it was packed with what its install hook had made, so that no hook runs here. */
  readonly asInstalled?: true;
  /** Where it came from before; absent if the bundle does not say so. */
  readonly packed?: PackedOrigin;
}

/** What a bundle can say of where a plugin came from. Of an archive or a folder the path is only its name. */
export type PackedOrigin = FolderOrigin | ArchiveOrigin | HttpOrigin | GithubOrigin | GitOrigin;

/** Where a plugin came from first, in a bundle or not. */
export type FirstOrigin = Origin | FolderOrigin;

/** A folder that was packed into a bundle, on whatever machine. */
interface FolderOrigin {
  readonly kind: "folder";
  readonly path: string;
}

/** A file with this SHA-256. */
interface ArchiveOrigin {
  readonly kind: "archive";
  readonly path: string;
  readonly sha256: string;
}

/** Whether what came from an origin has already what its hook makes. */
export function hasRunHook(origin: Origin): boolean {
  return origin.kind === "bundle" && origin.asInstalled === true;
}

/** The only platform that what came from an origin is for, such as "linux/amd64"; undefined for all. */
export function platformOf(origin: FirstOrigin): string | undefined {
  return "platform" in origin ? origin.platform : undefined;
}

/** An archive that was downloaded. */
export interface HttpOrigin {
  readonly kind: "http";
  /** Without a user and a password; a query, which may be secret, is "?…". */
  readonly url: string;
  /** By what a changed query is recognised, as `queryMark` makes it; absent without a query. */
  readonly queryMark?: string;
  readonly sha256: string;
}

/** A release of a repository on a GitHub server, or the source code of a tag. */
export interface GithubOrigin {
  readonly kind: "github";
  /** The source without its tag: github:OWNER/REPO, or github:HOST/OWNER/REPO. */
  readonly url: string;
  /** The requested version; "" for the newest release. */
  readonly constraint: string;
  readonly tag: string;
  /** The name of the asset; null for the source code. */
  readonly asset: string | null;
  /** The glob by which the user chose the asset. */
  readonly pattern?: string;
  /** That of the asset, or of the archive of the source code. */
  readonly sha256: string;
  /** Of the source code alone. */
  readonly commit?: string;
  /** Such as "linux/amd64", if the release has assets for some platforms; absent if the plugin is the same for all. */
  readonly platform?: string;
}

/** One commit of a git repository. */
export interface GitOrigin {
  readonly kind: "git";
  readonly url: string;
  /** The plugin's folder in the repository, "" for its root. */
  readonly subfolder: string;
  /** The requested version; "" for the default branch. */
  readonly constraint: string;
  /** The resolved branch, tag or commit. */
  readonly ref: string;
  readonly commit: string;
}

/** What distinguishes a plugin's folder from another one in its place. */
export interface Stamp {
  /** The folder's `Disk.entryIdentity`; a copy of the plugins folder has another one. */
  readonly identity: string;
  /** The SHA-256 of its plugin.yaml; null for a link, whose manifest is the user's, and where there is none. */
  readonly manifest: string | null;
}

/** luff's record of an install. */
export interface Receipt {
  /** The plugin's name and version in its manifest. */
  readonly name: string;
  readonly version: string;
  readonly origin: Origin;
  /** Whether updates skip the plugin. */
  readonly pinned?: boolean;
  /** Whether another program put the files there, and luff only wrote down what the clone shows. */
  readonly foreign?: boolean;
  /** Of which folder this is the receipt. */
  readonly stamp?: Stamp;
  /** ISO 8601. */
  readonly installed: string;
  /** The version of luff that installed it. */
  readonly luff: string;
}

/** The path of the receipt for a plugin's folder, by that folder's name. */
export function receiptPath(host: Pick<Host, "os">, store: PluginStore, folder: string): string {
  return `${store.receipts}${pathStyle(host.os).separator}${folder}.json`;
}

/** The path of the list of a plugin's files, by the name of its folder. */
export function fileListPath(host: Pick<Host, "os">, store: PluginStore, folder: string): string {
  return `${store.fileLists}${pathStyle(host.os).separator}${folder}.json`;
}

const MOST_RECEIPT_BYTES = 1024 * 1024;

/** The receipt for a plugin's folder; undefined if there is none, or this luff cannot read it. */
export function readReceipt(host: Pick<Host, "os" | "files">, store: PluginStore, folder: string): Receipt | undefined {
  try {
    const text = readBoundedText(host, receiptPath(host, store, folder), MOST_RECEIPT_BYTES);
    const parsed = text === undefined ? undefined : (JSON.parse(text) as Receipt & { readonly format: unknown });
    return parsed?.format === RECEIPT_VERSION ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof HostError) return undefined;
    throw error;
  }
}

/** The text of a receipt's file. */
export function renderReceipt(receipt: Receipt): string {
  const [pinned, foreign] = [receipt.pinned, receipt.foreign].map((is) => (is === true ? true : undefined));
  return `${JSON.stringify({ format: RECEIPT_VERSION, ...receipt, pinned, foreign }, undefined, 2)}\n`;
}

/** The text of a regular file of at most so many bytes; undefined for anything else. Throws HostError. */
export function readBoundedText({ files }: Pick<Host, "files">, path: string, most: number): string | undefined {
  const stat = files.stat(path);
  if (stat?.kind !== "file" || stat.size > most) return undefined;
  return new TextDecoder().decode(files.read(path, stat.size));
}

/** The text of a regular file; undefined if there is none. Throws HostError. */
export function readText({ files }: Pick<Host, "files">, path: string): string | undefined {
  try {
    // Most plugins lack most of these files, and an error costs much more than this question.
    if (files.stat(path) === undefined) return undefined;
    return new TextDecoder().decode(readRegular(files, path));
  } catch (error) {
    if (error instanceof HostError && error.kind === "not-found") return undefined;
    throw error;
  }
}
