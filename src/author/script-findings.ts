import { HostError } from "../host/host-error.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isLuaFile, MAIN_SCRIPT } from "../run/find-lua-script.ts";
import { checkLuaSyntax } from "./check-lua-syntax.ts";
import { findTarget } from "./command-target.ts";
import { definesMain } from "./defines-main.ts";
import type { Finding } from "./finding.ts";
import { atField, inFile, type PluginContext } from "./lint-context.ts";
import { statOf } from "../host/stat-of.ts";

/** Problems that prevent luff from running the plugin's Lua scripts. */
export async function scriptFindings(context: PluginContext): Promise<readonly Finding[]> {
  const found: Finding[] = [...missingScript(context)];
  for (const script of scriptsOf(context)) {
    found.push(...((await syntaxFindings(context, script)) ?? mainFindings(context, script)));
  }
  return found;
}

function missingScript(context: PluginContext): readonly Finding[] {
  const { plugin, host, folder } = context;
  if (plugin.runtime.kind !== "lua") return [];
  const script = pathStyle(host.os).join(folder, plugin.runtime.script);
  if (statOf(host, script)?.kind === "file") return [];
  const message = `there is no file ${script}`;
  const path = "runtimeConfig.script";
  return [atField(context, { code: "file-missing", severity: "error", path, message, hint: "add it to the plugin" })];
}

/** The scripts whose `main` luff calls. */
function scriptsOf({ host, folder, plugin, sites }: PluginContext): readonly string[] {
  const { join } = pathStyle(host.os);
  const own = plugin.runtime.kind === "lua" ? [join(folder, plugin.runtime.script)] : [];
  const named = sites.flatMap((site) => {
    const file = findTarget(host, folder, site)?.file;
    return file !== undefined && isLuaFile(file) ? [file] : [];
  });
  const standsIn =
    plugin.runtime.kind === "subprocess" && plugin.type !== "getter/v1" ? [join(folder, MAIN_SCRIPT)] : [];
  return [...new Set([...own, ...named, ...standsIn])].filter((file) => statOf(host, file)?.kind === "file");
}

async function syntaxFindings({ host }: PluginContext, script: string): Promise<readonly Finding[] | undefined> {
  const said = await checkLuaSyntax(await host.lua(), script);
  if (said === undefined) return undefined;
  const [, line = "0", text = said] = /:(\d+): (.*)$/s.exec(said) ?? [];
  const place = { line: Number(line), column: line === "0" ? 0 : 1 };
  const message = `Lua 5.4 does not compile the script: ${text}`;
  return [inFile(script, { code: "script-syntax", severity: "error", message }, place)];
}

function mainFindings({ host }: PluginContext, script: string): readonly Finding[] {
  switch (definesMain(readText(host, script))) {
    case "none": {
      const message = "the script defines no function main, which luff calls";
      const hint = "put the script's work into `function main(...) … end`";
      return [inFile(script, { code: "main-missing", severity: "error", message, hint })];
    }
    case "local": {
      const message = "the script's main is local, so luff does not find it";
      const hint = "write `function main(...)` without `local`";
      return [inFile(script, { code: "main-local", severity: "error", message, hint })];
    }
    default:
      return [];
  }
}

/** A script that cannot be read is reported by the check of its syntax. */
function readText({ files }: PluginContext["host"], path: string): string {
  try {
    return new TextDecoder().decode(files.read(path));
  } catch (error) {
    if (error instanceof HostError) return "";
    throw error;
  }
}
