import type { PluginGetter } from "../manifest/plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";

/** A plugin and its getter for a URL. */
export interface FoundGetter {
  readonly installed: InstalledPlugin;
  readonly getter: PluginGetter;
}

/** The scheme of a URL in lower case, as Go's url.Parse returns it; undefined if the text has none. */
export function schemeOf(url: string): string | undefined {
  return /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(url)?.[1]?.toLowerCase();
}

/** The first getter for a scheme, in the order of the plugins. The case of a manifest's protocols does not matter. */
export function findGetter(plugins: readonly InstalledPlugin[], scheme: string): FoundGetter | undefined {
  for (const installed of plugins) {
    const getter = installed.plugin.getters.find(({ protocols }) =>
      protocols.some((protocol) => protocol.toLowerCase() === scheme),
    );
    if (getter !== undefined) return { installed, getter };
  }
  return undefined;
}
