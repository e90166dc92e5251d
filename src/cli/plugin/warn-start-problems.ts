import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { startProblems } from "../../run/start-problems.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** Warns on Windows of a plugin that has come and does not start yet, because a program or the interpreter of its script is missing. */
export async function warnStartProblems(host: Host, installed: InstalledPlugin): Promise<void> {
  const problems = await startProblems(host, installed);
  writeWarnings(
    host.terminal,
    problems.map(({ reason, hint }) => `${reason}. ${hint}`.trimEnd()),
  );
}
