import { hasPendingChange } from "../../manage/store/journal.ts";
import { pluginStore } from "../../manage/store/plugin-store.ts";
import type { CliContext } from "../context.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** Says on stderr in which plugins folders a change has not ended, because what a command shows there may be undone. */
export function warnPending({ host, directories }: Pick<CliContext, "host" | "directories">): void {
  const pending = directories.filter((directory) => hasPendingChange(host, pluginStore(host.os, directory)));
  writeWarnings(
    host.terminal,
    pending.map(
      (directory) =>
        `a change of the plugins in ${directory} has not ended: another luff is at work, or it was stopped. ` +
        "Then the next install, update or uninstall undoes it first",
    ),
  );
}
