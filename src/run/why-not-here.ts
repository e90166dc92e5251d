import { makeNoCommandError } from "../command/no-command-error.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { whyNotCommand } from "./classify-plugin.ts";
import { explainStart } from "./explain-start.ts";
import type { PlannedPlugin } from "./ready-programs.ts";
import { requireRuntime } from "./require-runtime.ts";
import { problemsOfGetters, type StartProblem } from "./start-problems.ts";

/** What is known besides the plugin itself. */
export interface KnownStart {
  /** luff's version, which a plugin may ask for. */
  readonly version: string;
  /** Whether readyPrograms found the plugin's program ready. */
  readonly isReady: boolean;
}

/** Whether whyNotHere has nothing to look at: for most plugins. It saves the promises of a thousand calls. */
export function surelyRuns(
  { installed: { plugin } }: PlannedPlugin,
  { isReady }: Pick<KnownStart, "isReady">,
): boolean {
  return isReady && plugin.runtime.kind === "subprocess" && plugin.getters.length === 0;
}

/**
 * Why a plugin does not run on this computer, and what to do: luff has no such runtime or is another version, the plugin has no command
 * for this platform, or what its command or a getter names is missing, is not executable, or is for another system. Undefined if
 * it runs, as far as can be seen without starting it.
 */
export async function whyNotHere(
  host: Host,
  { installed, run }: PlannedPlugin,
  { version, isReady }: KnownStart,
): Promise<StartProblem | undefined> {
  const { plugin } = installed;
  const refused = await whyRefused(host, installed, version);
  if (refused !== undefined) return refused;
  if (!isReady && whyNotCommand(installed, run) === undefined) {
    if (run.kind === "none") return problemOf(installed, makeNoCommandError(installed, host, run.command));
    const start = await explainStart(host, installed);
    if (start?.kind === "fails") return { reason: start.reason, hint: start.hint ?? "" };
  }
  const [problem] = plugin.getters.length === 0 ? [] : await problemsOfGetters(host, installed);
  return (
    problem && { ...problem, reason: problem.reason.replace(`the getter of plugin "${plugin.name}"`, "its getter") }
  );
}

/** Why this luff cannot run a plugin at all, and what to do: it has no such runtime, or is another version. `version` is luff's. */
export async function whyRefused(
  host: Host,
  installed: InstalledPlugin,
  version: string,
): Promise<StartProblem | undefined> {
  if (installed.plugin.runtime.kind === "subprocess") return undefined;
  try {
    await requireRuntime(host, installed, { lua: { version } });
    return undefined;
  } catch (error) {
    if (error instanceof AppError) return problemOf(installed, error);
    throw error;
  }
}

/** An error without the plugin's name, which a list has beside it. */
function problemOf({ plugin: { name } }: InstalledPlugin, { message, hint }: AppError): StartProblem {
  return { reason: message.replace(`plugin "${name}"`, "").replace(/^:? /, ""), hint: hint ?? "" };
}
