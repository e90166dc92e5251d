import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { missingInterpreters } from "../../run/missing-interpreters.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** Warns on Windows of a plugin that has come and does not run yet, because the interpreter of its script is not installed. */
export async function warnInterpreters(host: Host, installed: InstalledPlugin): Promise<void> {
  const missing = await missingInterpreters(host, installed);
  writeWarnings(
    host.terminal,
    missing.map(({ reason, hint }) => `${reason}. ${hint}`),
  );
}
