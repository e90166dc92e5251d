import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { explainStart } from "./explain-start.ts";
import { runGetter } from "./run-getter.ts";

/** Why a part of a plugin does not run on this Windows, and what to install. */
export interface MissingInterpreter {
  readonly reason: string;
  readonly hint: string;
}

/**
 * What a plugin's command and its getters lack on this Windows: the interpreters of their scripts. Nothing is started. On other systems
 * nothing is missing.
 */
export async function missingInterpreters(
  host: Host,
  installed: InstalledPlugin,
): Promise<readonly MissingInterpreter[]> {
  if (host.os !== "windows" || installed.plugin.runtime.kind === "extism") return [];
  const start = await explainStart(host, installed);
  const own =
    start?.kind === "fails" && start.code === "interpreter-not-found"
      ? [{ reason: `plugin "${installed.plugin.name}": ${start.reason}`, hint: start.hint ?? "" }]
      : [];
  return [...own, ...(await missingForGetters(host, installed))];
}

/** Starts nothing. */
const take = async (): Promise<number> => 0;

async function missingForGetters(host: Host, installed: InstalledPlugin): Promise<readonly MissingInterpreter[]> {
  const missing: MissingInterpreter[] = [];
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
      if (error.code === "interpreter-not-found") missing.push({ reason: error.message, hint: error.hint ?? "" });
    }
  }
  return missing;
}
