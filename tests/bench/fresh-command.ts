import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./measure.ts";
import type { Workshop } from "./workshop.ts";

/**
 * A command that finds no plugin, no cache and no data. Helm 4 installs below its data folder, whatever HELM_PLUGINS is.
 *
 * What the runs before have made stays in the workshop, unless it is `large`: for some minutes after a removal of thousands of files, ext4
 * looks at the number of each of them before it makes a new file. An install then takes up to ten times as long as it takes a user.
 */
export function freshly(workshop: Workshop, name: string, argv: readonly string[], large = false): Command {
  const folder = join(workshop.root, "fresh");
  const env = {
    HELM_DATA_HOME: join(folder, "data"),
    HELM_PLUGINS: join(folder, "data", "plugins"),
    HELM_CACHE_HOME: join(folder, "cache"),
  };
  const prepare = (): void => {
    if (large) rmSync(folder, { recursive: true, force: true });
    else if (existsSync(folder)) renameSync(folder, join(mkdtempSync(join(workshop.root, "used-")), "fresh"));
    mkdirSync(env.HELM_PLUGINS, { recursive: true });
  };
  return { ...workshop.command(name, argv, env), prepare };
}
