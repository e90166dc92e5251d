import { pluginVariables } from "../helm/plugin-variables.ts";
import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { shownPath } from "../platform/shown-path.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { explainNotFound } from "../program/explain-not-found.ts";
import { findProgram } from "../program/find-program.ts";
import { isEnv, parseEnv } from "../program/first-line.ts";
import { knownInterpreter } from "../program/interpreters.ts";
import { isOnShare, namedScript } from "../program/named-script.ts";
import { isFile } from "../program/search-path.ts";
import { hasInstallHook } from "./has-install-hook.ts";
import type { PlannedRun } from "./plan-run.ts";

/** Why a command does not start, and what to do. */
export interface FailedStart {
  readonly kind: "fails";
  readonly reason: string;
  readonly hint: string | undefined;
}

type ScriptHost = Pick<Host, "os" | "files" | "environment">;

/**
 * The reason if a command names a script, of Lua or behind its interpreter (`sh $HELM_PLUGIN_DIR/run.sh`), that is not there or
 * cannot be looked at. The interpreter itself would say so only when it runs. A script on another computer is not looked for.
 */
export function missingScript(
  host: ScriptHost,
  { plugin, folder }: InstalledPlugin,
  run: Extract<PlannedRun, { kind: "lua" | "program" }>,
): FailedStart | undefined {
  const script = run.kind === "lua" ? run.script : scriptOf(host, run);
  if (script === undefined || isOnShare(script) || isThereFor(host, script)) return undefined;
  const word = shownPath(host.os, run.kind === "lua" ? "luff" : run.word);
  const shown = shownPath(host.os, script);
  const unreadable = whyUnreadable(host, script);
  if (unreadable !== undefined) {
    const reason = `cannot start "${word}": the script ${shown} cannot be read: ${unreadable}`;
    return { kind: "fails", hint: undefined, reason };
  }
  const { hasSeparator } = pathStyle(host.os);
  const { hint } = explainNotFound(
    host,
    {
      word: hasSeparator(script) ? script : `./${script}`,
      variables: pluginVariables(plugin.name, folder),
      isMadeByHook: hasInstallHook(plugin),
    },
    { kind: "missing" },
  );
  return { kind: "fails", hint, reason: `cannot start "${word}": there is no script ${shown}` };
}

/** The system's reason if something is at a path, but cannot be looked at. */
function whyUnreadable({ files }: ScriptHost, path: string): string | undefined {
  try {
    files.stat(path);
    return undefined;
  } catch (error) {
    if (error instanceof HostError) return error.detail;
    throw error;
  }
}

function scriptOf(host: ScriptHost, { word, args }: Extract<PlannedRun, { kind: "program" }>): string | undefined {
  const line = isEnv(word) ? parseEnv(args, (name) => host.environment.get(name)) : { interpreter: word, args };
  const interpreter = line === undefined ? undefined : knownInterpreter(line.interpreter);
  return line === undefined || interpreter === undefined ? undefined : namedScript(host, line.args, interpreter);
}

/** A shell also looks for a bare name on PATH. */
function isThereFor(host: ScriptHost, script: string): boolean {
  return (
    isFile(host, script) || (!pathStyle(host.os).hasSeparator(script) && findProgram(host, script).kind !== "missing")
  );
}
