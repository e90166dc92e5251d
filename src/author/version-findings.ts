import { unmetNeed } from "../text/unmet-need.ts";
import type { Finding } from "./finding.ts";
import { atField, type PluginContext } from "./lint-context.ts";

/** Says of a Lua plugin that asks for another version of luff that this luff would not run it. */
export function versionFindings(context: PluginContext): readonly Finding[] {
  const { version, plugin } = context;
  const constraint = plugin.runtime.kind === "lua" ? plugin.runtime.luff : undefined;
  const need = constraint === undefined ? undefined : unmetNeed(constraint, version);
  if (need === undefined) return [];
  const message = `the plugin needs ${need}, and this luff is ${version}, which does not run it`;
  const hint = "check the constraint, or check the plugin with such a luff";
  return [atField(context, { code: "luff-version", severity: "warning", path: "runtimeConfig.luff", message, hint })];
}
