import { findPlugin, findPluginByUsage, type FoundPlugin } from "../plugin/find-plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { brokenPluginError } from "./broken-plugin-error.ts";
import type { CliContext } from "./context.ts";
import { runInstalled } from "./run-installed.ts";

/** Runs the installed plugin of a name. Returns the exit status. */
export async function runNamedPlugin(context: CliContext, name: string, args: readonly string[]): Promise<number> {
  const found = await findPlugin({ host: context.host, cache: context.cache }, context.callable, name);
  const installed = found.installed ?? (await findOther(context, found, name));
  return runInstalled(context, installed, args);
}

async function findOther(context: CliContext, found: FoundPlugin, name: string): Promise<InstalledPlugin> {
  const [broken] = found.broken;
  if (broken !== undefined) throw brokenPluginError(broken);
  const byUsage = await findPluginByUsage({ host: context.host, cache: context.cache }, context.callable, name);
  if (byUsage !== undefined) return byUsage;
  const { unknownCommand } = await import("./unknown-command.ts");
  throw await unknownCommand(context, name);
}
