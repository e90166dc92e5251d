import { AppError } from "../errors/app-error.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import { partlyChanged } from "../host/partly-changed.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { lookupIn } from "../program/variable-lookup.ts";
import { explainStart } from "./explain-start.ts";
import type { FoundGetter } from "./find-getter.ts";
import { missingScript } from "./missing-script.ts";
import { planGetter, runGetter } from "./run-getter.ts";

/** Why a plugin, or a part of it, does not start here, and what to do. */
export interface StartProblem {
  readonly reason: string;
  readonly hint: string;
}

/**
 * Why a plugin's command and its getters do not start on this Windows: a program, a script or the interpreter of a script is missing.
 * Nothing is started. On other systems, where Helm says nothing of it, there is none.
 */
export async function startProblems(host: Host, installed: InstalledPlugin): Promise<readonly StartProblem[]> {
  if (host.os !== "windows" || installed.plugin.runtime.kind === "extism") return [];
  const start = await explainStart(host, installed);
  const own =
    start?.kind === "fails"
      ? [{ reason: `plugin "${installed.plugin.name}": ${start.reason}`, hint: start.hint ?? "" }]
      : [];
  return [...own, ...(await problemsOfGetters(host, installed))];
}

/** Starts nothing. */
const take = async (): Promise<number> => 0;

/** The same of its getters alone, on every system. */
export async function problemsOfGetters(host: Host, installed: InstalledPlugin): Promise<readonly StartProblem[]> {
  // Its getters are its module.
  if (installed.plugin.runtime.kind === "extism") return [];
  const problems = installed.plugin.getters.map((getter) => problemOf(host, { installed, getter }));
  return (await Promise.all(problems)).filter((problem) => problem !== undefined);
}

async function problemOf(host: Host, found: FoundGetter): Promise<StartProblem | undefined> {
  const call = {
    url: "",
    certFile: "",
    keyFile: "",
    caFile: "",
    variables: {},
    output: "stdout" as const,
    lua: { limits: [], allowBinaryChunks: true, version: "" },
    note: undefined,
  };
  try {
    await runGetter(partlyChanged(host, { processes: { run: take, runChild: take } }), found, call);
    return problemOfScript(host, found);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { reason: error.message, hint: error.hint ?? "" };
  }
}

/** Its interpreter would say only when it runs that the script of a getter is not there. */
function problemOfScript(host: Host, found: FoundGetter): StartProblem | undefined {
  const { plugin, folder } = found.installed;
  const planned = planGetter(host, found, lookupIn(host, pluginVariables(plugin.name, folder)));
  const lack = missingScript(host, found.installed, planned);
  return lack && { reason: `the getter of plugin "${plugin.name}": ${lack.reason}`, hint: lack.hint ?? "" };
}
