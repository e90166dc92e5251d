import { renderFault } from "../manifest/render-fault.ts";
import { findPlugin, findPluginByUsage, type FoundPlugin } from "../plugin/find-plugin.ts";
import { namesakeFolders } from "../plugin/namesake-rank.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { holdsMainScript, looksLikeLua } from "../run/find-lua-script.ts";
import { prepareLua } from "../run/run-lua.ts";
import { runPlugin } from "../run/run-plugin.ts";
import { brokenPluginError } from "./broken-plugin-error.ts";
import { contextVariables, type CliContext } from "./context.ts";

/** Runs the installed plugin of a name with arguments that luff has taken its own flags out of. */
export async function runNamedPlugin(context: CliContext, name: string, args: readonly string[]): Promise<number> {
  const folders = context.callable.flatMap((directory) => namesakeFolders(context.host.os, directory, name));
  if (holdsMainScript(context.host, folders)) await prepareLua(context.host);
  const found = await findPlugin({ host: context.host, cache: context.cache }, context.callable, name);
  const installed = found.installed ?? (await findOther(context, found, name));
  return runInstalled(context, installed, args);
}

/** Runs a plugin that was read, wherever it lies. */
export async function runInstalled(
  context: CliContext,
  installed: InstalledPlugin,
  args: readonly string[],
): Promise<number> {
  if (looksLikeLua(installed.plugin)) await prepareLua(context.host);
  if (context.settings.debug) {
    for (const fault of installed.warnings) {
      context.host.terminal.write("stderr", `Warning: ${renderFault(installed.manifestPath, fault)}\n`);
    }
  }
  return runPlugin(context.host, installed, { args, variables: await contextVariables(context), lua: context.lua });
}

async function findOther(context: CliContext, found: FoundPlugin, name: string): Promise<InstalledPlugin> {
  const [broken] = found.broken;
  if (broken !== undefined) throw brokenPluginError(broken);
  const byUsage = await findPluginByUsage({ host: context.host, cache: context.cache }, context.callable, name);
  if (byUsage !== undefined) return byUsage;
  const { unknownCommand } = await import("./unknown-command.ts");
  throw await unknownCommand(context, name);
}
