import { prepareCommand } from "../../src/command/prepare-command.ts";
import type { Fault } from "../../src/manifest/fault.ts";
import { parseManifest } from "../../src/manifest/parse-manifest.ts";
import type { CommandSet, Plugin } from "../../src/manifest/plugin.ts";

const PLATFORMS = ["linux/amd64", "linux/386", "darwin/arm64", "windows/amd64", "freebsd/riscv64"];

/** What luff makes of a manifest: names, commands and findings only. Variables are shown as `<NAME>`. */
export function resultOf(bytes: Uint8Array): object {
  const { plugin, faults, warnings } = parseManifest(bytes);
  const findings = { faults: faults.map(describeFault), warnings: warnings.map(describeFault) };
  return plugin === undefined ? findings : { ...describePlugin(plugin), ...findings };
}

function describePlugin(plugin: Plugin): object {
  const { name, version, format, type, runtime, ignoreFlags } = plugin;
  return {
    ...{ name, version, format, type, runtime: runtime.kind, ignoreFlags },
    runs: describeCommands(plugin.commands, "all"),
    hooks: plugin.hooks.map(({ event, commands }) => `${event}: ${commands.command === "" ? "by platform" : "shell"}`),
    getters: plugin.getters.map(({ protocols, commands }) => ({ protocols, runs: describeCommands(commands, "none") })),
  };
}

/** By program and arguments, the platforms that run them. */
function describeCommands(commands: CommandSet, expand: "all" | "none"): Record<string, string> {
  const byCommand = new Map<string, string[]>();
  for (const words of PLATFORMS) {
    const [os = "", arch = ""] = words.split("/");
    const found = prepareCommand(commands, { os, arch }, { lookup: (name) => `<${name}>`, expand });
    const shown = found.kind === "none" ? `nothing (${found.reason})` : JSON.stringify([found.program, ...found.args]);
    byCommand.set(shown, [...(byCommand.get(shown) ?? []), words]);
  }
  const all = PLATFORMS.length;
  return Object.fromEntries(
    [...byCommand].map(([shown, on]) => [shown, on.length === all ? "everywhere" : on.join(" ")]),
  );
}

function describeFault({ code, line, column, path }: Fault): string {
  return `${code} ${line}:${column} ${path}`.trim();
}
