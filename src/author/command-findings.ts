import { splitCommand } from "../command/split-command.ts";
import { pathStyle } from "../platform/path-style.ts";
import { baseName, knownInterpreter } from "../program/interpreters.ts";
import { isLuaFile } from "../run/find-lua-script.ts";
import type { CommandSite } from "./command-sites.ts";
import type { Finding } from "./finding.ts";
import { atField, type PluginContext } from "./lint-context.ts";

/** Findings in the text of each command. */
export function commandFindings(context: PluginContext): readonly Finding[] {
  return context.sites.flatMap((site) => [
    ...(site.isShellText ? [] : textFindings(context, site)),
    ...luaOfSystem(context, site),
  ]);
}

function textFindings(context: PluginContext, site: CommandSite): readonly Finding[] {
  const [word] = splitCommand(site.command);
  if (word === "") {
    const message = "the command does not begin with a program, so it cannot start";
    const hint = "name a program, without a space before it";
    return [atField(context, { code: "command-empty", severity: "error", path: site.path, message, hint })];
  }
  return [
    ...quoteFindings(context, site),
    ...(site.purpose === "getter" ? getterPath(context, site) : relativePath(context, site)),
    ...(site.purpose === "hook" && context.plugin.format === "v1" ? unexpanded(context, site) : []),
  ];
}

function quoteFindings(context: PluginContext, site: CommandSite): readonly Finding[] {
  if (!/["']/.test(site.command)) return [];
  const message = "no shell reads the command: it is split at each space, and quotes stay in its words";
  const hint = "write words with spaces as items of `args` in an entry of `platformCommand`";
  return [atField(context, { code: "command-quoted", severity: "warning", path: site.path, message, hint })];
}

/** Helm joins the first word of a getter to the plugin's folder, even if it begins with a variable. */
function getterPath(context: PluginContext, { command, path }: CommandSite): readonly Finding[] {
  const [word] = splitCommand(command);
  if (!word.startsWith("$")) return [];
  const message = "Helm joins the first word of a getter to the plugin's folder, so this file is not found";
  const hint = "write the path below the plugin's folder: bin/get";
  return [atField(context, { code: "getter-path", severity: "warning", path, message, hint })];
}

function relativePath(context: PluginContext, { command, path }: CommandSite): readonly Finding[] {
  const [word] = splitCommand(command);
  const isPath = /[/\\]/.test(word) && !/^[$~/\\]/.test(word) && !pathStyle("windows").isAbsolute(word);
  if (!isPath || isLuaFile(word)) return [];
  const message = `${word} is searched in the user's working folder, not in the plugin's folder`;
  const hint = `write $HELM_PLUGIN_DIR/${word.replace(/^\.[/\\]/, "")}`;
  return [atField(context, { code: "command-relative", severity: "warning", path, message, hint })];
}

/** In a hook with apiVersion Helm 4 expands only the program. */
function unexpanded(context: PluginContext, { command, args, path }: CommandSite): readonly Finding[] {
  const [program, ...words] = splitCommand(command);
  const found = [...words, ...args].find((word) => /\$[A-Za-z_{]/.test(word));
  if (found === undefined || knownInterpreter(program)?.runner.kind === "shell") return [];
  const message = `variables in the arguments of this hook are not replaced: the program gets the text ${found}`;
  const hint = "let the program read the variable from its environment";
  return [atField(context, { code: "hook-not-expanded", severity: "warning", path, message, hint })];
}

/** Such a script runs without luff's modules; one that only defines main does nothing and ends with status 0. */
function luaOfSystem(context: PluginContext, { command, args, path }: CommandSite): readonly Finding[] {
  const [program, ...words] = splitCommand(command);
  const script = [...words, ...args].find(isLuaFile);
  if (script === undefined || !/^lua(?:5\.\d|jit)?$/i.test(baseName(program))) return [];
  const message = `${program} is the Lua of the system: it has no modules helm.*, and does not call the script's main`;
  const hint = `write luff, which runs the script with its own Lua: luff ${script}`;
  return [atField(context, { code: "lua-of-system", severity: "warning", path, message, hint })];
}
