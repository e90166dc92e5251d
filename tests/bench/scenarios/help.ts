import { makePluginFolder } from "../plugin-folder.ts";
import type { Scenario } from "../scenario.ts";
import { emptyProgram } from "../workshop.ts";

/** The list of commands with ten plugins in it. */
export const HELP: Scenario = {
  name: "help",
  title: "The help page with ten plugins installed",
  reference: "helm 4",
  commands(workshop) {
    const env = { HELM_PLUGINS: makePluginFolder(workshop.root, 10) };
    return [
      workshop.command("luff", [workshop.luff, "help"], env),
      ...workshop.helms.map(({ name, path }) => workshop.command(name, [path, "help"], env)),
      emptyProgram(workshop),
    ];
  },
};
