import { AppError } from "../../errors/app-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { readText } from "../receipt/receipt.ts";
import { JOURNAL_VERSION, undoChange, type Change, type Displaced, type JournalHost } from "./journal.ts";
import type { PluginStore } from "./plugin-store.ts";
import { removeIfPossible } from "./remove-tree.ts";

/** What a recovery did. */
export interface Recovered {
  /** The number of undone changes. */
  readonly count: number;
  readonly displaced: readonly Displaced[];
}

/**
 * Undoes all interrupted changes, and removes what they left. The caller must hold the lock, so that none of them is
 * still running.
 */
export function recover(host: JournalHost, store: PluginStore): Recovered {
  const displaced: Displaced[] = [];
  const names = host.files.list(store.journal).filter((name) => name.endsWith(".json"));
  const records = names.map((name) => ({ name, text: readText(host, pathStyle(host.os).join(store.journal, name)) }));
  const changes = records.filter(({ text }) => !isLostRecord(text));
  for (const { name, text = "" } of changes) {
    const found = undoChange(host, store, parseChange(text, name));
    if (found !== undefined) displaced.push(found);
  }
  for (const folder of [store.journal, store.work]) {
    for (const name of host.files.list(folder)) removeIfPossible(host, pathStyle(host.os).join(folder, name));
  }
  // A record is written next to its place and then moved there.
  for (const folder of [store.receipts, store.fileLists]) {
    const unfinished = host.files.list(folder).filter((name) => name.endsWith(".tmp"));
    for (const name of unfinished) removeIfPossible(host, pathStyle(host.os).join(folder, name));
  }
  return { count: changes.length, displaced };
}

/** Whether a loss of power took what was written: only a change that just puts a link there does not wait for the disk, and a link is a whole plugin. */
function isLostRecord(text: string | undefined): boolean {
  return text !== undefined && text.replaceAll("\0", "") === "";
}

/** Throws AppError "state-unknown" for a journal in another luff's format. */
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
