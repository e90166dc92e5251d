import { makePluginFolder } from "../plugin-folder.ts";
import type { Scenario } from "../scenario.ts";
import { emptyProgram } from "../workshop.ts";

/** A Tab behind the program's name, with ten plugins installed. */
export const COMPLETION: Scenario = {
  name: "completion",
  title: "The words that a Tab offers, with ten plugins installed",
  reference: "helm 4",
  commands(workshop) {
    const env = { HELM_PLUGINS: makePluginFolder(workshop.root, 10) };
    const words = ["__complete", ""];
    return [
      workshop.command("luff", [workshop.luff, ...words], env),
      workshop.command("luff, a flag of a command", [workshop.luff, "__complete", "plugin", "install", "--"], env),
      ...workshop.helms.map(({ name, path }) => workshop.command(name, [path, ...words], env)),
      emptyProgram(workshop),
    ];
  },
};
