import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "./measure.ts";
import type { Workshop } from "./workshop.ts";

/** A command that finds no plugin, no cache and no data. Helm 4 installs below its data folder, whatever HELM_PLUGINS is. */
export function freshly(workshop: Workshop, name: string, argv: readonly string[]): Command {
  const folder = join(workshop.root, "fresh");
  const env = {
    HELM_DATA_HOME: join(folder, "data"),
    HELM_PLUGINS: join(folder, "data", "plugins"),
    HELM_CACHE_HOME: join(folder, "cache"),
  };
  const prepare = (): void => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(env.HELM_PLUGINS, { recursive: true });
  };
  return { ...workshop.command(name, argv, env), prepare };
}
