import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { PluginStore } from "./plugin-store.ts";
import { isInUse } from "./file-failure.ts";
import { fileListPath, readText, receiptPath } from "../receipt/receipt.ts";
import { moveFolder, movePieces, renameFolder } from "./move-folder.ts";
import { removeIfPossible, removeTree } from "./remove-tree.ts";
import { syncTree } from "./sync-tree.ts";

/** The version of the journal's format. */
export const JOURNAL_VERSION = 1;

/** The ending of a journal whose change is over. */
const ENDED = ".ended";

/**
 * The record of a change to a plugins folder, written before the change begins. While it exists, the former state can
 * be restored.
 */
export interface Change {
  /** The name of the journal's file, and of the change's folder among `work`. */
  readonly id: string;
  /** The name of the folder that is removed or replaced; null if there is none. */
  readonly goes: string | null;
  /** The name of the new folder, which is free or that of the old folder; null if there is none. */
  readonly comes: string | null;
  /** The `Disk.entryIdentity` of what luff puts there; null if nothing comes. All else at that path is not luff's. */
  readonly placed: string | null;
  /**
   * The `Disk.entryIdentity` of the old folder in its place. If that is still there when luff undoes the change, it was moved in pieces, and
   * has a part of the old plugin. Null if there is none.
   */
  readonly former: string | null;
  /** luff's files about both folders before the change, by the folders' names. */
  readonly records: Readonly<Record<string, FolderRecords>>;
}

/** The texts of luff's files about a plugin's folder; null for a missing file. */
interface FolderRecords {
  readonly receipt: string | null;
  readonly files: string | null;
}

export type JournalHost = Pick<Host, "os" | "files" | "disk">;

/** The folders of a change, on the volume of the plugins. */
export interface Workplace {
  readonly folder: string;
  /** The new plugin, while it is made. */
  readonly staged: string;
  /** The old plugin. */
  readonly former: string;
  /** The place of the old plugin, while it is empty. */
  readonly returning: string;
  /** Files that are no longer needed. */
  readonly discarded: string;
}

/** The folders of a change by its id. */
export function workplaceOf(os: string, store: PluginStore, id: string): Workplace {
  const { join } = pathStyle(os);
  const folder = join(store.work, id);
  return {
    folder,
    staged: join(folder, "staged"),
    former: join(folder, "former"),
    returning: join(folder, "returning"),
    discarded: join(folder, "discarded"),
  };
}

/** A change with luff's current files about its folders. */
export function describeChange(
  host: JournalHost,
  store: PluginStore,
  change: Omit<Change, "records" | "former">,
): Change {
  const folders = [change.goes, change.comes].filter((name) => name !== null);
  const textOf = (path: string): string | null => readText(host, path) ?? null;
  const records = folders.map((name): [string, FolderRecords] => [
    name,
    { receipt: textOf(receiptPath(host, store, name)), files: textOf(fileListPath(host, store, name)) },
  ]);
  const old = change.goes === null ? undefined : store.folder(change.goes);
  const isThere = old !== undefined && host.disk.entry(old) !== undefined;
  const former = isThere ? host.disk.entryIdentity(old) : null;
  return { ...change, former, records: Object.fromEntries(records) };
}

/** Records a change, so that a loss of power cannot take the record. Throws HostError, and then the former record stays, if there was one. */
export function recordChange(host: JournalHost, store: PluginStore, change: Change): void {
  writeRecord(host, store, change, "writeDurably");
}

/**
 * Records a change that only puts a link where nothing is, and does not wait for the disk. A link is there as a whole or not at all, also after
 * a loss of power, so the record serves a luff that is killed. Throws as `recordChange`.
 */
export function recordLink(host: JournalHost, store: PluginStore, change: Change): void {
  writeRecord(host, store, change, "replace");
}

function writeRecord(host: JournalHost, store: PluginStore, change: Change, write: "writeDurably" | "replace"): void {
  const path = journalPath(host.os, store, change.id);
  const isNew = host.disk.entry(path) === undefined;
  try {
    host.disk[write](path, JSON.stringify({ format: JOURNAL_VERSION, ...change }));
  } catch (error) {
    if (isNew) removeIfPossible(host, path);
    throw error;
  }
}

/** Begins a change that is recorded: moves the old folder aside. */
export function beginChange(host: JournalHost, store: PluginStore, change: Change): void {
  if (change.goes === null) return;
  host.disk.makeFolders(workplaceOf(host.os, store, change.id).folder);
  // The delete hook of a plugin may have removed the plugin's folder itself.
  const isGone = change.comes === null && host.disk.entry(store.folder(change.goes)) === undefined;
  if (!isGone) moveFolder(host, store.folder(change.goes), workplaceOf(host.os, store, change.id).former);
  restoreRecords(host, store, change.goes, { receipt: null, files: null });
}

/**
 * Removes a plugin without a record, for which a full disk has no room. One rename makes that final; what it leaves behind if luff is
 * killed then, a later recovery removes. Throws HostError, and then the plugin is unchanged.
 */
export function removeUnrecorded(
  host: JournalHost,
  store: PluginStore,
  { id, name }: { readonly id: string; readonly name: string },
): void {
  const { folder } = workplaceOf(host.os, store, id);
  // What is left of an attempt with a record would bring back luff's files about the plugin.
  removeTree(host, journalPath(host.os, store, id));
  removeIfPossible(host, folder);
  if (host.disk.entry(store.folder(name)) !== undefined) renameFolder(host, store.folder(name), folder);
  removeIfPossible(host, folder);
  restoreRecords(host, store, name, { receipt: null, files: null });
}

/**
 * Makes a change final: from now on it is not undone. Removes what it left behind, now or in a later recovery. What was written about the
 * new plugin is on the disk before the record goes, and so are its own files if it replaces an old one, and the record is gone there before the old plugin goes: otherwise a loss of power
 * could leave a record whose old plugin is gone. Where there is no old plugin, a record that comes back only undoes an install.
 */
export function commitChange(
  host: JournalHost,
  store: PluginStore,
  change: Pick<Change, "id" | "comes" | "goes">,
): void {
  const place = change.comes === null ? undefined : store.folder(change.comes);
  const kind = place === undefined ? undefined : host.disk.entry(place)?.kind;
  const isReplaced = change.goes !== null;
  // A link leads to files of the user's.
  if (isReplaced && place !== undefined && kind === "directory") syncTree(host, place);
  // What is written about a link the link shows too.
  if (change.comes !== null && (isReplaced || kind !== "link")) syncRecords(host, store, change.comes, isReplaced);
  endRecord(host, store, change.id, isReplaced);
  removeIfPossible(host, workplaceOf(host.os, store, change.id).folder);
}

/** Both files first: what they need on the disk often comes there with the first of them, and then nothing else has to be waited for. */
function syncRecords(host: JournalHost, store: PluginStore, folder: string, isReplaced: boolean): void {
  const list = fileListPath(host, store, folder);
  const isListed = host.disk.entry(list) !== undefined;
  const receipt = receiptPath(host, store, folder);
  if (host.disk.entry(receipt) !== undefined) host.disk.syncFile(receipt);
  if (isListed) host.disk.syncFile(list);
  host.disk.syncFolder(store.receipts);
  // A link has no list, and only an old plugin had one that is gone.
  if (isListed || isReplaced) host.disk.syncFolder(store.fileLists);
}

/** Windows refuses to remove a file that a virus scanner has open. The host tries a rename again, and then it is no record. */
function endRecord(host: JournalHost, store: PluginStore, id: string, durably: boolean): void {
  const path = journalPath(host.os, store, id);
  host.disk.rename(path, path + ENDED);
  if (durably) host.disk.syncFolder(store.journal);
  removeIfPossible(host, path + ENDED);
}

/** A plugin that an undo could not put back, because something that is not luff's has taken its place. */
export interface Displaced {
  /** Its place. */
  readonly place: string;
  /** Where it is kept. */
  readonly kept: string;
}

/**
 * Restores the state before a change, however far it got, and touches nothing that luff did not put there. Returns the former plugin if
 * its place is taken. Can itself be interrupted and repeated.
 */
export function undoChange(host: JournalHost, store: PluginStore, change: Change): Displaced | undefined {
  const { former, discarded, folder } = workplaceOf(host.os, store, change.id);
  if (change.comes !== null && isPlaced(host, store.folder(change.comes), change.placed)) {
    host.disk.makeFolders(folder);
    discard(host, store.folder(change.comes), discarded);
  }
  const hasFormer = change.goes !== null && host.disk.entry(former) !== undefined;
  const displaced = hasFormer ? putBack(host, store, change) : undefined;
  // On a full disk this makes room for the records. The former plugin is no longer in it.
  removeIfPossible(host, folder);
  for (const [name, records] of Object.entries(change.records)) restoreRecords(host, store, name, records);
  if (host.disk.entry(journalPath(host.os, store, change.id)) !== undefined) endRecord(host, store, change.id, true);
  return displaced;
}

/** Whether a change of a plugins folder has begun and not ended: another luff is at work, or was killed. */
export function hasPendingChange(host: Pick<Host, "os" | "files">, store: PluginStore): boolean {
  try {
    return host.files.list(store.journal).some((name) => name.endsWith(".json"));
  } catch (error) {
    if (error instanceof HostError) return false; // luff has changed nothing there.
    throw error;
  }
}

/** Whether what is at a path is what luff has put there. */
function isPlaced(host: JournalHost, path: string, placed: string | null): boolean {
  return host.disk.entry(path) !== undefined && host.disk.entryIdentity(path) === placed;
}

/** Moves the former plugin into its place, or beside luff's other files if that is taken. */
function putBack(host: JournalHost, store: PluginStore, change: Change): Displaced | undefined {
  const { id, goes } = change;
  const { former } = workplaceOf(host.os, store, id);
  const place = store.folder(goes ?? "");
  if (host.disk.entry(place) === undefined) {
    moveBack(host, store, change);
    return undefined;
  }
  if (isPlaced(host, place, change.former)) {
    movePieces(host, former, place, "last");
    return undefined;
  }
  const kept = pathStyle(host.os).join(store.kept, `${goes}-${id}`);
  host.disk.makeFolders(store.kept);
  moveFolder(host, former, kept);
  return { place, kept };
}

/** Moves the former plugin into its place, which is free. If a program of it runs, a new folder comes there, which the journal knows, and is filled. */
function moveBack(host: JournalHost, store: PluginStore, change: Change): void {
  const { former, returning } = workplaceOf(host.os, store, change.id);
  const place = store.folder(change.goes ?? "");
  try {
    renameFolder(host, former, place);
  } catch (error) {
    if (!isInUse(host, error)) throw error;
    removeTree(host, returning);
    host.disk.makeFolders(returning);
    recordChange(host, store, { ...change, former: host.disk.entryIdentity(returning) });
    host.disk.rename(returning, place);
    movePieces(host, former, place, "last");
  }
}

/** Moves a folder out of its place. What an interrupted undo has moved before may be in use, and stays where it is. */
function discard(host: JournalHost, path: string, discarded: string): void {
  if (host.disk.entry(path) === undefined) return;
  let free = discarded;
  for (let number = 2; host.disk.entry(free) !== undefined; number++) free = `${discarded}-${number}`;
  moveFolder(host, path, free);
}

function restoreRecords(host: JournalHost, store: PluginStore, folder: string, records: FolderRecords): void {
  restoreText(host, receiptPath(host, store, folder), records.receipt);
  restoreText(host, fileListPath(host, store, folder), records.files);
}

function restoreText(host: JournalHost, path: string, text: string | null): void {
  // A full disk has no room for what is there already.
  if (text !== null && readText(host, path) === text) return;
  if (text !== null) host.disk.writeDurably(path, text);
  else if (host.disk.entry(path) !== undefined) host.disk.remove(path);
}

function journalPath(os: string, store: PluginStore, id: string): string {
  return pathStyle(os).join(store.journal, `${id}.json`);
}
