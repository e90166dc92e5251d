import { AppError } from "../errors/app-error.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import { lookupIn } from "../program/variable-lookup.ts";
import type { FoundGetter } from "./find-getter.ts";
import { planGetter } from "./run-getter.ts";

/** The words that `luff get` starts a getter by on this computer: a program or a script, and its arguments. Undefined if it has none here. */
export function explainGetter(host: Host, found: FoundGetter): readonly string[] | undefined {
  const { plugin, folder } = found.installed;
  try {
    const planned = planGetter(host, found, lookupIn(host, pluginVariables(plugin.name, folder)));
    return [planned.kind === "lua" ? planned.script : planned.word, ...planned.args];
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
