import type { CliContext } from "../context.ts";

/** Where luff looks for plugins, as a sentence without its full stop, for a user who has none. */
export function wherePlugins({ directories, paths }: Pick<CliContext, "directories" | "paths">): string {
  if (directories.length > 0) return `luff looks for plugins in ${directories.join(" and ")}`;
  return `HELM_PLUGINS names no folder; unset it, and luff looks for plugins in ${paths.pluginsByDefault}`;
}
