import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { startProblems } from "../../run/start-problems.ts";
import { writeWarnings } from "../notes/write-warnings.ts";
import { warnHelm3 } from "./warn-helm3.ts";

/**
 * Warns of a plugin that has come: on Windows, if it does not start yet because a program or the interpreter of its script is missing, and
 * everywhere, if a Helm 3 runs no plugin beside it.
 */
export async function warnInstalled(host: Host, installed: InstalledPlugin): Promise<void> {
  const problems = await startProblems(host, installed);
  writeWarnings(
    host.terminal,
    problems.map(({ reason, hint }) => `${reason}. ${hint}`.trimEnd()),
  );
  warnHelm3(host, installed.plugin.name, installed);
}
