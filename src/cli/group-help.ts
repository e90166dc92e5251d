import { renderTable } from "../output/table.ts";
import type { CommandEntry } from "./commands.ts";

/** What `luff plugin` prints: the commands of a group. */
export function groupHelp(group: string, entries: readonly CommandEntry[]): string {
  const rows = entries.map(({ path, summary }) => [`  luff ${path.join(" ")}`, summary]);
  return `Commands of luff ${group}:\n\n${renderTable(rows)}\nRun 'luff help ${group} COMMAND' for more about one of them.\n`;
}
