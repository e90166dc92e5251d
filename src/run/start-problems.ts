import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { explainStart } from "./explain-start.ts";
import { runGetter } from "./run-getter.ts";

/** Why a part of a plugin does not start on this Windows, and what to do. */
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

async function problemsOfGetters(host: Host, installed: InstalledPlugin): Promise<readonly StartProblem[]> {
  const problems: StartProblem[] = [];
  const call = {
    url: "",
    certFile: "",
    keyFile: "",
    caFile: "",
    variables: {},
    output: "stdout" as const,
    lua: { limits: [], allowBinaryChunks: true, version: "" },
    note: () => {},
  };
  for (const getter of installed.plugin.getters) {
    try {
      await runGetter({ ...host, processes: { run: take, runChild: take } }, { installed, getter }, call);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      problems.push({ reason: error.message, hint: error.hint ?? "" });
    }
  }
  return problems;
}
