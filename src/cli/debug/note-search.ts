import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { findDirectoryProblem } from "../../plugin/inspect-directory.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { CliContext } from "../context.ts";

/** Notes each plugins folder and whether it has the plugin that a word calls. `found` is what the search found. */
export function noteSearch(
  context: CliContext,
  { word, found }: { readonly word: string; readonly found: InstalledPlugin | undefined },
  note: (text: string) => void,
): void {
  if (context.hidesPlugins) return note("HELM_NO_PLUGINS=1 hides all installed plugins");
  const { directory: folderOf } = pathStyle(context.host.os);
  const origin = context.host.environment.get("HELM_PLUGINS") === undefined ? "by default" : "from HELM_PLUGINS";
  const last = context.directories.findIndex(
    (directory) => found !== undefined && folderOf(found.folder) === directory,
  );
  for (const [index, directory] of context.directories.entries()) {
    const problem = findDirectoryProblem(context.host, directory, { byDefault: "" });
    const lack = problem?.reason ?? `has no plugin ${JSON.stringify(word)}`;
    const state = index > last && last >= 0 ? "is not searched any more" : lack;
    note(`the plugins folder ${directory} (${origin}) ${index === last && found ? describeFound(word, found) : state}`);
  }
  if (context.directories.length === 0) note("HELM_PLUGINS names no folder");
}

function describeFound(word: string, { plugin, folder }: InstalledPlugin): string {
  const called = plugin.name === word ? "" : ", which the first word of its usage line calls";
  return `has the plugin "${plugin.name}" in ${folder}${called}`;
}
