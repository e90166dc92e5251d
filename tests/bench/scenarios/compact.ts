import { addLuaPlugin, makePluginFolder } from "../plugin-folder.ts";
import type { Scenario } from "../scenario.ts";

/** What a Lua plugin costs in the compact executables. */
export const COMPACT: Scenario = {
  name: "compact",
  title: "A Lua plugin that prints a line, from start to end, in the compact executables too",
  reference: "helm 4, shell plugin",
  commands(workshop) {
    const folder = makePluginFolder(workshop.root, 1);
    const script = addLuaPlugin(folder, "lua");
    const env = { HELM_PLUGINS: folder };
    const plain = workshop.lua === undefined ? [] : [workshop.command("lua5.4", [workshop.lua, script])];
    return [
      ...workshop.compact.map(({ name, path }) => workshop.command(`luff, ${name}`, [path, "lua"], env)),
      workshop.command("luff", [workshop.luff, "lua"], env),
      ...workshop.helms.map(({ name, path }) => workshop.command(`${name}, shell plugin`, [path, "p0"], env)),
      ...plain,
    ];
  },
};
