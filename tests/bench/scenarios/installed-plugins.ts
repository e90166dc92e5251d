import { makePluginFolder } from "../plugin-folder.ts";
import type { Scenario } from "../scenario.ts";

/** How many plugins are installed, with the one that runs. */
const COUNTS = [1, 10, 100, 1000] as const;

/** The cost of installed plugins for the one that runs, the last of them by name. */
export const INSTALLED_PLUGINS: Scenario = {
  name: "installed",
  title: "An executable plugin among 1, 10, 100 and 1,000 installed ones",
  reference: "luff, 1",
  commands(workshop, quick) {
    const programs = [{ name: "luff", path: workshop.luff }, ...workshop.helms.slice(0, quick ? 1 : 2)];
    const usual = COUNTS.flatMap((count) => {
      const env = { HELM_PLUGINS: makePluginFolder(workshop.root, count) };
      return programs.map(({ name, path }) => workshop.command(`${name}, ${count}`, [path, `p${count - 1}`], env));
    });
    const named = COUNTS.filter((count) => count === 1 || count === 1000).map((count) => {
      const env = { HELM_PLUGINS: makePluginFolder(workshop.root, count, "NAME") };
      return workshop.command(`luff, ${count}, folders named as the plugins`, [workshop.luff, `p${count - 1}`], env);
    });
    return [...usual, ...named];
  },
};
