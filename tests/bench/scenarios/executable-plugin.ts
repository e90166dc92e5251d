import { firstProgram, makePluginFolder } from "../plugin-folder.ts";
import type { Scenario } from "../scenario.ts";
import { emptyProgram } from "../workshop.ts";

/** The cost of a plugin that is a shell script of one line. */
export const EXECUTABLE_PLUGIN: Scenario = {
  name: "executable",
  title: "An executable plugin (a shell script that prints a line), from start to end",
  reference: "helm 4",
  commands(workshop) {
    const folder = makePluginFolder(workshop.root, 1);
    const env = { HELM_PLUGINS: folder };
    return [
      workshop.command("luff", [workshop.luff, "p0", "a"], env),
      // Nothing can be stored below a file, so every start is like luff's first.
      workshop.command("luff without its cache", [workshop.luff, "p0", "a"], {
        ...env,
        HELM_CACHE_HOME: "/dev/null/x",
      }),
      ...workshop.helms.map(({ name, path }) => workshop.command(name, [path, "p0", "a"], env)),
      workshop.command("the script itself", [firstProgram(folder), "a"], env),
      emptyProgram(workshop),
    ];
  },
};
