import { AppError } from "../../errors/app-error.ts";
import type { Host } from "../../host/host.ts";
import { pluginVariables } from "../../helm/plugin-variables.ts";
import { isBelow } from "../../platform/is-below.ts";
import { shownPath } from "../../platform/shown-path.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { executionObstacle } from "../../program/execution-obstacle.ts";
import { FIRST_LINE_BYTES, findFirstLine } from "../../program/first-line.ts";
import { sanitiseText } from "../../text/sanitise-text.ts";
import { findProgram } from "../../program/find-program.ts";
import { planRun } from "../../run/plan-run.ts";

/**
 * Checks, after a hook has run, that the file of the plugin's command on this platform exists and may be executed,
 * without starting it. Does not check programs on PATH, and plugins without a command. Throws AppError
 * "command-missing".
 */
export function requireCommandFile(host: Host, installed: InstalledPlugin): void {
  const { plugin, folder } = installed;
  if (plugin.runtime.kind === "extism" || plugin.type !== "cli/v1") return;
  const run = planRun(host, installed, { args: [], variables: pluginVariables(plugin.name, folder) });
  if (run.kind === "none" || run.kind === "module") return;
  const file = run.kind === "lua" ? run.script : run.word;
  if (!isBelow(host.os, folder, file)) return;
  const problem = run.kind === "lua" ? missing(host, file) : unexecutable(host, file);
  if (problem === undefined) return;
  throw new AppError(
    "command-missing",
    `the hook of plugin "${plugin.name}" succeeded, but ${shownPath(host.os, file)} ${problem}`,
    {
      hint: "Everything is as it was before. Check what its hook printed, and whether the plugin supports this platform.",
    },
  );
}

function missing(host: Host, file: string): string | undefined {
  return host.files.stat(file)?.kind === "file" ? undefined : "is missing";
}

/**
 * A hook may have saved what a server said in the place of the program, such as "Not Found". POSIX systems execute no text without `#!`;
 * all other programs have a zero in their first bytes.
 */
function textInstead({ os, files }: Host, file: string): string | undefined {
  const head = os === "windows" ? new Uint8Array() : files.read(file, FIRST_LINE_BYTES);
  if (head.includes(0) || head.length === 0 || (findFirstLine(head) ?? "") !== "") return undefined;
  const [line = ""] = new TextDecoder().decode(head).split(/[\r\n]/, 1);
  return `is text, and no program: it begins with ${JSON.stringify(sanitiseText(line.slice(0, MOST_SHOWN)))}`;
}

/** The most characters of a text that are shown. */
const MOST_SHOWN = 60;

function unexecutable(host: Host, file: string): string | undefined {
  const found = findProgram(host, file);
  if (found.kind === "found") return textInstead(host, found.file);
  if (found.kind === "missing") return "is missing";
  return `cannot be executed: ${executionObstacle(host, found.file)?.reason ?? "the system refuses it"}`;
}
