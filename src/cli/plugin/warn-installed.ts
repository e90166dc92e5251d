import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { ownProblem } from "../../run/own-problem.ts";
import { problemsOfGetters, startProblems, type StartProblem } from "../../run/start-problems.ts";
import { whyRefused } from "../../run/why-not-here.ts";
import { buildInfo } from "../build-info.ts";
import { writeWarnings } from "../notes/write-warnings.ts";
import { warnHelm3 } from "./warn-helm3.ts";

/**
 * Warns of a plugin that has come: if this luff cannot run it at all; if what it brings does not start here, which a linked folder may still
 * get; on Windows also if another program or the interpreter of its script is missing, and if a Helm 3 runs no plugin beside it.
 */
export async function warnInstalled(host: Host, installed: InstalledPlugin): Promise<void> {
  const refused = await whyRefused(host, installed, buildInfo().version);
  const problems = refused === undefined ? await problemsOf(host, installed) : [asOfPlugin(installed, refused)];
  writeWarnings(
    host.terminal,
    problems.map(({ reason, hint }) => `${reason}. ${hint}`.trimEnd()),
  );
  await warnHelm3(host, installed.plugin.name, installed);
}

async function problemsOf(host: Host, installed: InstalledPlugin): Promise<readonly StartProblem[]> {
  if (host.os === "windows") {
    const problems = await startProblems(host, installed);
    return problems.length > 0 ? problems : whole([await ownProblem(host, installed)]);
  }
  if (host.disk.entry(installed.folder)?.kind === "link") return [];
  return whole([await ownProblem(host, installed), ...(await problemsOfGetters(host, installed))]);
}

function whole(problems: readonly (StartProblem | undefined)[]): readonly StartProblem[] {
  return problems.filter((problem) => problem !== undefined);
}

function asOfPlugin({ plugin }: InstalledPlugin, { reason, hint }: StartProblem): StartProblem {
  return { reason: `plugin "${plugin.name}" does not run here: ${reason}`, hint };
}
