import { AppError } from "../../errors/app-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { readText } from "../receipt/receipt.ts";
import { JOURNAL_VERSION, undoChange, type Change, type Displaced, type JournalHost } from "./journal.ts";
import type { PluginStore } from "./plugin-store.ts";
import { removeIfPossible } from "./remove-tree.ts";

/** What a recovery did. */
export interface Recovered {
  /** Of each change that was undone wholly: the folder of its plugin, and whether one was there before the change. */
  readonly undone: readonly { readonly place: string; readonly wasThere: boolean }[];
  readonly displaced: readonly Displaced[];
}

/**
 * Undoes all interrupted changes, and removes what they left. The caller must hold the lock, so that none of them is
 * still running.
 */
export function recover(host: JournalHost, store: PluginStore): Recovered {
  const displaced: Displaced[] = [];
  const undone: Recovered["undone"][number][] = [];
  const names = host.files.list(store.journal).filter((name) => name.endsWith(".json"));
  const paths = names.map((name) => pathStyle(host.os).join(store.journal, name));
  const records = paths.map((path) => ({ path, text: readText(host, path) }));
  const changes = records.filter(({ text }) => !isLostRecord(text));
  for (const { path, text = "" } of changes) {
    const change = parseChange(text, path, store);
    const found = undoChange(host, store, change);
    if (found !== undefined) displaced.push(found);
    else undone.push({ place: store.folder(change.goes ?? change.comes ?? ""), wasThere: change.goes !== null });
  }
  for (const folder of [store.journal, store.work]) {
    for (const name of host.files.list(folder)) removeIfPossible(host, pathStyle(host.os).join(folder, name));
  }
  // A record is written next to its place and then moved there.
  for (const folder of [store.receipts, store.fileLists]) {
    const unfinished = host.files.list(folder).filter((name) => name.endsWith(".tmp"));
    for (const name of unfinished) removeIfPossible(host, pathStyle(host.os).join(folder, name));
  }
  return { undone, displaced };
}

/** Whether a loss of power took what was written: only a change that just puts a link there does not wait for the disk, and a link is a whole plugin. */
function isLostRecord(text: string | undefined): boolean {
  return text !== undefined && text.replaceAll("\0", "") === "";
}

/** Throws AppError "state-unknown" for a record in another luff's format, and for one that is damaged. */
function parseChange(text: string, path: string, store: PluginStore): Change {
  const parsed = parseObject(text);
  if (isChange(parsed)) return parsed;
  const { format } = parsed ?? {};
  if (typeof format === "number" && format !== JOURNAL_VERSION) {
    throw new AppError("state-unknown", `the journal ${path} was written by another version of luff`, {
      hint: "Use the newest luff that was used here: its next change of a plugin repairs this first.",
    });
  }
  throw new AppError("state-unknown", `the journal ${path} of an interrupted change is damaged`, {
    hint: `Look for what you miss in ${store.work}, and move it back; then remove the journal.`,
  });
}

function parseObject(text: string): Partial<Record<keyof Change | "format", unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? parsed : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isChange(record: ReturnType<typeof parseObject>): record is Change & { readonly format: unknown } {
  if (record?.format !== JOURNAL_VERSION) return false;
  const { id, goes, comes, records } = record;
  return isFolderName(id) && [goes, comes].every((name) => name === null || isFolderName(name)) && isRecords(records);
}

/** Anything else would lead out of the plugins folder. */
function isFolderName(name: unknown): name is string {
  return typeof name === "string" && name !== "" && name !== "." && name !== ".." && !/[/\\]/.test(name);
}

function isRecords(records: unknown): boolean {
  return typeof records === "object" && records !== null && Object.keys(records).every((name) => isFolderName(name));
}
