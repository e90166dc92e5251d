import { describeEntry } from "../command/explain-selection.ts";
import { selectCommand } from "../command/select-command.ts";
import { pluginVariables } from "../helm/plugin-variables.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { planRun, type PlannedRun } from "./plan-run.ts";

/** What `luff NAME` starts on this computer, and why that. */
export interface CommandExplanation {
  /** The words, expanded: a program or a script and its arguments. */
  readonly words: readonly string[];
  /** The part of the manifest that it comes from: "platformCommand[1] (linux, any architecture)". */
  readonly reason: string;
}

/** Finds what `luff NAME` starts, and nothing is started. Undefined if nothing of the plugin runs on this computer. */
export function explainCommand(host: Host, installed: InstalledPlugin): CommandExplanation | undefined {
  const { plugin, folder } = installed;
  const run = planRun(host, installed, { args: [], variables: pluginVariables(plugin.name, folder) });
  if (run.kind === "none") return undefined;
  const words = [firstWordOf(run), ...run.args];
  return { words, reason: reasonOf(host, installed) };
}

function firstWordOf(run: Exclude<PlannedRun, { kind: "none" }>): string {
  switch (run.kind) {
    case "lua":
      return run.script;
    case "module":
      return run.module;
    case "program":
      return run.word;
  }
}

function reasonOf(host: Host, { plugin }: InstalledPlugin): string {
  if (plugin.runtime.kind !== "subprocess") return `runtime ${plugin.runtime.kind}/v1`;
  const selection = selectCommand(plugin.commands, host);
  switch (selection.kind) {
    case "entry":
      return describeEntry(selection.entry, selection.index);
    case "default":
      return "command";
    case "none":
      return "main.lua beside plugin.yaml";
  }
}
