import { describeCommand } from "../../command/describe-command.ts";
import { explainSelection } from "../../command/explain-selection.ts";
import type { Host } from "../../host/host.ts";
import type { CommandSet } from "../../manifest/plugin.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import type { Noted } from "./noted.ts";

/** Notes which manifest a plugin has, each command of it that could run, and why one was taken. `commands` are those of a getter or a hook. */
export function noteCommand(
  host: Pick<Host, "os" | "arch">,
  { plugin, manifestPath }: InstalledPlugin,
  { asker, note, commands = plugin.commands }: Noted & { readonly commands?: CommandSet },
): void {
  const { format, runtime, type, version, ignoreFlags } = plugin;
  const form = format === "v1" ? "apiVersion v1" : "no apiVersion";
  note(`${asker}: manifest ${manifestPath}: ${form}, type ${type}, version ${version || "unknown"}`);
  if (ignoreFlags) note(`${asker}: ignoreFlags drops your arguments`);
  if (runtime.kind !== "subprocess" && commands === plugin.commands) return note(`${asker}: ${runtimeOf(runtime)}`);
  for (const line of explainSelection(commands, host)) note(`${asker}: ${line}`);
  const written = describeCommand(commands, host);
  if (written !== undefined) note(`${asker}: written: ${written}`);
}

function runtimeOf(runtime: InstalledPlugin["plugin"]["runtime"]): string {
  if (runtime.kind !== "lua") return `runtime ${runtime.kind}/v1`;
  return `runtime lua/v1, script ${runtime.script}${runtime.luff === undefined ? "" : `, for luff ${runtime.luff}`}`;
}
