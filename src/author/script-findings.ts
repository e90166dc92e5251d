import { HostError } from "../host/host-error.ts";
import { readRegular } from "../host/read-regular.ts";
import { pathStyle } from "../platform/path-style.ts";
import { nearestFileHint } from "../run/nearest-file.ts";
import type { Finding } from "./finding.ts";
import { atField, inFile, type LintContext, type PluginContext } from "./lint-context.ts";
import { checkScripts, type CheckedScript, type ScriptToCheck } from "./lua/check-scripts.ts";
import { libraryFindings } from "./lua/library-findings.ts";
import { luacheckFindings } from "./lua/luacheck-findings.ts";
import { mainFindings } from "./lua/main-findings.ts";
import { nameBelow, ownLuaFiles } from "./lua/plugin-scripts.ts";
import { requireFindings } from "./lua/require-findings.ts";
import { startedScripts, type StartedScript } from "./lua/started-scripts.ts";
import { statOf } from "../host/stat-of.ts";

/** luacheck's file of options. */
const OPTIONS_NAME = ".luacheckrc";

/** Of a longer script lint only finds out whether it compiles. */
const MOST_CHECKED_BYTES = 1 << 20;

/** Problems that prevent luff from running the plugin's Lua scripts, and what luacheck says of all its Lua files. */
export async function scriptFindings(
  context: LintContext,
  plugin: PluginContext | undefined,
): Promise<readonly Finding[]> {
  const started = plugin === undefined ? new Map<string, StartedScript>() : startedScripts(plugin);
  const found: Finding[] = plugin === undefined ? [] : [...missingScript(plugin)];
  const scripts: ReadScript[] = [];
  for (const path of new Set([...started.keys(), ...ownLuaFiles(context)])) {
    const script = readScript(context, path);
    if ("code" in script) found.push(script);
    else scripts.push(script);
  }
  if (scripts.length === 0) return found;
  const checked = await checkScripts(context.host, scripts, readOptions(context));
  if ("failure" in checked) return [...found, notChecked(context, checked.failure)];
  for (const [index, script] of scripts.entries()) {
    found.push(...findingsOf(script, checked.scripts[index] ?? {}, started.get(script.path)));
  }
  const requiring = scripts.map(({ path }, index) => {
    return { path, calls: checked.scripts[index]?.calls, roots: started.get(path)?.roots };
  });
  const usesLibrary = requiring.some(({ calls }) => calls?.members !== undefined);
  return [
    ...found,
    ...(usesLibrary ? libraryFindings(requiring, await context.readTypes()) : []),
    ...(await requireFindings(context, requiring)),
    ...optionFindings(context, checked.fault),
  ];
}

interface ReadScript extends ScriptToCheck {
  readonly path: string;
}

function readScript({ host, folder }: LintContext, path: string): ReadScript | Finding {
  try {
    const text = readRegular(host.files, path);
    return { path, name: nameBelow(host.os, folder, path), text, isData: text.length > MOST_CHECKED_BYTES };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const message = `luff cannot read the script: ${error.detail}`;
    return inFile(path, { code: "script-unchecked", severity: "error", message });
  }
}

function findingsOf(
  script: ReadScript,
  checked: CheckedScript,
  started: StartedScript | undefined,
): readonly Finding[] {
  const { path, text } = script;
  const { syntax, unchecked, warnings = [], calls } = checked;
  if (syntax !== undefined) {
    const message = `Lua 5.4 does not compile the script: ${syntax.message}`;
    const place = { line: syntax.line, column: syntax.line === 0 ? 0 : 1 };
    return [inFile(path, { code: "script-syntax", severity: "error", message }, place)];
  }
  const found = [...luacheckFindings(path, warnings)];
  if (unchecked !== undefined) {
    const message = `luacheck cannot check the script: ${unchecked}`;
    found.push(inFile(path, { code: "script-unchecked", severity: "warning", message }));
  }
  if (started !== undefined) found.push(...mainFindings(path, new TextDecoder().decode(text), started, calls));
  return found;
}

/** The text of the plugin's .luacheckrc; undefined if there is none, or none that can be read. */
function readOptions({ host, folder }: LintContext): string | undefined {
  const path = pathStyle(host.os).join(folder, OPTIONS_NAME);
  if (statOf(host, path)?.kind !== "file") return undefined;
  try {
    return new TextDecoder().decode(host.files.read(path, MOST_CHECKED_BYTES));
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

function optionFindings({ host, folder }: LintContext, fault: string | undefined): readonly Finding[] {
  if (fault === undefined) return [];
  const path = pathStyle(host.os).join(folder, OPTIONS_NAME);
  const message = `the options of the file are not used: ${fault}`;
  const hint =
    "give it plain options of luacheck: it gets Lua's functions for strings, tables and numbers, and no others";
  return [inFile(path, { code: "luacheck-options", severity: "warning", message, hint })];
}

function notChecked({ manifestPath }: LintContext, reason: string): Finding {
  const message = `luff could not check the plugin's Lua scripts: ${reason}`;
  return inFile(manifestPath, { code: "script-unchecked", severity: "warning", message });
}

function missingScript(context: PluginContext): readonly Finding[] {
  const { plugin, host, folder } = context;
  if (plugin.runtime.kind !== "lua") return [];
  const script = pathStyle(host.os).join(folder, plugin.runtime.script);
  if (statOf(host, script)?.kind === "file") return [];
  const message = `there is no file ${script}`;
  const path = "runtimeConfig.script";
  const hint = nearestFileHint(host, script) ?? "add it to the plugin";
  return [atField(context, { code: "file-missing", severity: "error", path, message, hint })];
}
