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
    "  A plugin that is started many times over.",
    "  It prints one line.",
    command === "" ? "" : `platformCommand:\n  - command: ${command}\n`,
  ].join("\n");
}

/** Makes a folder with `count` executable plugins named p0, p1, …, and answers its path. */
export function makePluginFolder(root: string, count: number): string {
  const folder = join(root, `plugins-${count}`);
  for (let index = 0; index < count; index++) {
    const name = `p${index}`;
    mkdirSync(join(folder, name), { recursive: true });
    writeFileSync(join(folder, name, "plugin.yaml"), manifest(name, "$HELM_PLUGIN_DIR/run.sh"));
    writeFileSync(join(folder, name, "run.sh"), SHELL_PLUGIN);
    chmodSync(join(folder, name, "run.sh"), 0o755);
  }
  return folder;
}

/** Adds a Lua plugin of this name to a folder of plugins and answers the path of its script. */
export function addLuaPlugin(folder: string, name: string): string {
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, name, "plugin.yaml"), manifest(name, ""));
  const script = join(folder, name, "main.lua");
  writeFileSync(script, LUA_PLUGIN);
  return script;
}
