import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SHELL_PLUGIN = "#!/bin/sh\necho first line\n";
const LUA_PLUGIN = 'function main()\n  print("first line")\nend\n';

/** A manifest of a usual size, as published plugins have it. */
function manifest(name: string, command: string): string {
  return [
    `name: ${name}`,
    "version: 1.2.3",
    `usage: measures the start of ${name}`,
    "description: |-",
    "  A plugin that is started many times.",
    "  It prints one line.",
    command === "" ? "" : `platformCommand:\n  - command: ${command}\n`,
  ].join("\n");
}

/** How the folder of a plugin is named: as `helm plugin install URL` names it, or by the plugin's own name. */
export type FolderNaming = "helm-NAME" | "NAME";

/** Makes a folder with `count` executable plugins named p0, p1, …, and returns its path. */
export function makePluginFolder(root: string, count: number, naming: FolderNaming = "helm-NAME"): string {
  const folder = join(root, `plugins-${count}-${naming}`);
  for (let index = 0; index < count; index++) {
    const name = `p${index}`;
    const own = pluginFolder(folder, name, naming);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, "plugin.yaml"), manifest(name, "$HELM_PLUGIN_DIR/run.sh"));
    writeFileSync(join(own, "run.sh"), SHELL_PLUGIN);
    chmodSync(join(own, "run.sh"), 0o755);
  }
  return folder;
}

/** The path of the program of the plugin p0. */
export function firstProgram(folder: string): string {
  return join(pluginFolder(folder, "p0", "helm-NAME"), "run.sh");
}

function pluginFolder(folder: string, name: string, naming: FolderNaming): string {
  return join(folder, naming.replace("NAME", name));
}

/** Adds a Lua plugin of this name to a folder of plugins. Returns the path of a script that does the same under a plain Lua. */
export function addLuaPlugin(folder: string, name: string): string {
  const own = pluginFolder(folder, name, "helm-NAME");
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, "plugin.yaml"), manifest(name, ""));
  writeFileSync(join(own, "main.lua"), LUA_PLUGIN);
  const plain = join(own, "plain.lua");
  writeFileSync(plain, `${LUA_PLUGIN}main()\n`);
  return plain;
}
