import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { startProblems, type StartProblem } from "../../run/start-problems.ts";
import { whyRefused } from "../../run/why-not-here.ts";
import { buildInfo } from "../build-info.ts";
import { writeWarnings } from "../notes/write-warnings.ts";
import { warnHelm3 } from "./warn-helm3.ts";

/**
 * Warns of a plugin that has come: if this luff cannot run it at all; on Windows, if it does not start yet because a program or the interpreter of its script is missing, and
 * everywhere, if a Helm 3 runs no plugin beside it.
 */
export async function warnInstalled(host: Host, installed: InstalledPlugin): Promise<void> {
  const refused = await whyRefused(host, installed, buildInfo().version);
  const problems = refused === undefined ? await startProblems(host, installed) : [asOfPlugin(installed, refused)];
  writeWarnings(
    host.terminal,
    problems.map(({ reason, hint }) => `${reason}. ${hint}`.trimEnd()),
  );
  await warnHelm3(host, installed.plugin.name, installed);
}

function asOfPlugin({ plugin }: InstalledPlugin, { reason, hint }: StartProblem): StartProblem {
  return { reason: `plugin "${plugin.name}" does not run here: ${reason}`, hint };
}
