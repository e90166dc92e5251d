import { makePluginFolder } from "../plugin-folder.ts";
import type { Scenario } from "../scenario.ts";
import { emptyProgram } from "../workshop.ts";

/** The time of the list of a thousand plugins. */
export const LIST: Scenario = {
  name: "list",
  title: "The list of 1,000 installed plugins",
  reference: "helm 4",
  commands(workshop) {
    const env = { HELM_PLUGINS: makePluginFolder(workshop.root, 1000) };
    return [
      workshop.command("luff", [workshop.luff, "plugin", "list"], env),
      ...workshop.helms.map(({ name, path }) => workshop.command(name, [path, "plugin", "list"], env)),
      emptyProgram(workshop),
    ];
  },
};
