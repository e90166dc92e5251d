import type { Command } from "../measure.ts";
import { addLuaPlugin, firstProgram, makePluginFolder } from "../plugin-folder.ts";
import type { Scenario } from "../scenario.ts";
import { emptyProgram, type Workshop } from "../workshop.ts";

/** How long a user waits for the first line of a plugin. */
export const FIRST_LINE: Scenario = {
  name: "first-line",
  title: "The first line of a plugin's output",
  reference: "helm 4, shell plugin",
  untilFirstOutput: true,
  commands(workshop) {
    const folder = makePluginFolder(workshop.root, 1);
    const script = addLuaPlugin(folder, "lua");
    const env = { HELM_PLUGINS: folder };
    return [
      workshop.command("luff, Lua plugin", [workshop.luff, "lua"], env),
      workshop.command("luff, shell plugin", [workshop.luff, "p0"], env),
      ...workshop.helms.map(({ name, path }) => workshop.command(`${name}, shell plugin`, [path, "p0"], env)),
      ...plainLua(workshop, script),
      workshop.command("a shell script", [firstProgram(folder)], env),
      emptyProgram(workshop),
    ];
  },
};

function plainLua(workshop: Workshop, script: string): Command[] {
  if (workshop.lua === undefined) return [];
  return [workshop.command("lua5.4", [workshop.lua, script])];
}
