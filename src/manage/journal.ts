import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { PluginStore } from "./plugin-store.ts";
import { fileListPath, readText, receiptPath } from "./receipt.ts";
import { removeTree } from "./remove-tree.ts";

/** The form of a journal. */
const JOURNAL_VERSION = 1;

/** A change to a plugins folder as it is written down before it begins. While it is there, the former state can be had back. */
export interface Change {
  /** The name of the journal's file, and of the change's folder among `work`. */
  readonly id: string;
  /** The name of the folder that goes away or is replaced; null where nothing does. */
  readonly goes: string | null;
  /** The name of the folder that comes, at which nothing is but what goes; null where nothing does. */
  readonly comes: string | null;
  /** What luff knew of both folders before the change, by their names. */
  readonly records: Readonly<Record<string, FolderRecords>>;
}

/** The texts of luff's files about a plugin's folder, null where there was none. */
interface FolderRecords {
  readonly receipt: string | null;
  readonly files: string | null;
}

type JournalHost = Pick<Host, "os" | "files" | "disk">;

/** The folders of a change, on the volume of the plugins. */
export interface Workplace {
  readonly folder: string;
  /** The plugin that comes, while it is made. */
  readonly staged: string;
  /** The plugin that goes. */
  readonly former: string;
  /** What is of no use any more. */
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
    discarded: join(folder, "discarded"),
  };
}

/** A change with what luff knows of its folders now. */
export function describeChange(host: JournalHost, store: PluginStore, change: Omit<Change, "records">): Change {
  const folders = [change.goes, change.comes].filter((name) => name !== null);
  const textOf = (path: string): string | null => readText(host, path) ?? null;
  const records = folders.map((name): [string, FolderRecords] => [
    name,
    { receipt: textOf(receiptPath(host, store, name)), files: textOf(fileListPath(host, store, name)) },
  ]);
  return { ...change, records: Object.fromEntries(records) };
}

/** Writes a change down and moves what goes out of the way. */
export function beginChange(host: JournalHost, store: PluginStore, change: Change): void {
  const text = JSON.stringify({ format: JOURNAL_VERSION, ...change });
  host.files.writeAtomically(journalPath(host.os, store, change.id), text);
  if (change.goes === null) return;
  host.disk.makeFolders(workplaceOf(host.os, store, change.id).folder);
  host.disk.rename(store.folder(change.goes), workplaceOf(host.os, store, change.id).former);
  restoreRecords(host, store, change.goes, { receipt: null, files: null });
}

/** Makes a change final: from now on it is not undone. What it leaves behind is taken away, now or by a later recovery. */
export function commitChange(host: JournalHost, store: PluginStore, id: string): void {
  host.disk.remove(journalPath(host.os, store, id));
  removeIfPossible(host, workplaceOf(host.os, store, id).folder);
}

/** Brings back the state before a change, however far it got; may itself be broken off and done again. */
export function undoChange(host: JournalHost, store: PluginStore, change: Change): void {
  const { former, discarded, folder } = workplaceOf(host.os, store, change.id);
  host.disk.makeFolders(folder);
  const hasFormer = host.disk.entry(former) !== undefined;
  if (change.comes !== null && (change.comes !== change.goes || hasFormer)) {
    discard(host, store.folder(change.comes), discarded);
  }
  if (change.goes !== null && hasFormer) host.disk.rename(former, store.folder(change.goes));
  for (const [name, records] of Object.entries(change.records)) restoreRecords(host, store, name, records);
  restoreText(host, journalPath(host.os, store, change.id), null);
  removeIfPossible(host, folder);
}

/** What another process still holds, or what belongs to another user, stays for later. */
export function removeIfPossible(host: JournalHost, path: string): void {
  try {
    removeTree(host, path);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
  }
}

/** A folder goes in one step, so that no half of it is ever seen among the plugins. */
function discard(host: JournalHost, path: string, discarded: string): void {
  if (host.disk.entry(path) === undefined) return;
  removeTree(host, discarded);
  host.disk.rename(path, discarded);
}

function restoreRecords(host: JournalHost, store: PluginStore, folder: string, records: FolderRecords): void {
  restoreText(host, receiptPath(host, store, folder), records.receipt);
  restoreText(host, fileListPath(host, store, folder), records.files);
}

function restoreText(host: JournalHost, path: string, text: string | null): void {
  if (text !== null) host.files.writeAtomically(path, text);
  else if (host.disk.entry(path) !== undefined) host.disk.remove(path);
}

function journalPath(os: string, store: PluginStore, id: string): string {
  return pathStyle(os).join(store.journal, `${id}.json`);
}

/**
 * Undoes all changes that were broken off, and takes away what they left. Only for who holds the lock alone: then none of them is
 * still going on. Returns how many were undone.
 */
export function recover(host: JournalHost, store: PluginStore): number {
  const files = host.files.list(store.journal).filter((name) => name.endsWith(".json"));
  for (const name of files) {
    const text = readText(host, pathStyle(host.os).join(store.journal, name)) ?? "";
    undoChange(host, store, parseChange(text, name));
  }
  for (const folder of [store.journal, store.work]) {
    for (const name of host.files.list(folder)) removeIfPossible(host, pathStyle(host.os).join(folder, name));
  }
  // A record is written beside its place and then moved there.
  for (const folder of [store.receipts, store.fileLists]) {
    const unfinished = host.files.list(folder).filter((name) => name.endsWith(".tmp"));
    for (const name of unfinished) removeIfPossible(host, pathStyle(host.os).join(folder, name));
  }
  return files.length;
}

/** Throws AppError "state-unknown" for what this luff did not write. */
function parseChange(text: string, name: string): Change {
  try {
    const parsed = JSON.parse(text) as Change & { readonly format: unknown };
    if (parsed.format === JOURNAL_VERSION) return parsed;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new AppError(
    "state-unknown",
    `the journal ${name} of an interrupted change was written by another version of luff`,
    {
      hint: "Use the newest luff that was used here: its next change of a plugin repairs this first.",
    },
  );
}
