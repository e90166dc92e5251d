import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import type { LimitTexts } from "./lua-limits.ts";
import type { LuaSettings } from "./lua-settings.ts";

/** Adds the manifest's limits with the lowest priority: the user's own come first. */
export function withManifestLimits(settings: LuaSettings, { plugin, manifestPath }: InstalledPlugin): LuaSettings {
  const { runtime } = plugin;
  if (runtime.kind !== "lua") return settings;
  const limits: LimitTexts = Object.fromEntries(
    Object.entries(runtime.limits).map(([kind, text]) => [
      kind,
      {
        text,
        origin: `runtimeConfig.limits.${kind} in ${manifestPath}`,
        setter: `--${kind}-limit or LUFF_${kind.toUpperCase()}_LIMIT`,
      },
    ]),
  );
  return { ...settings, limits: [...settings.limits, limits] };
}
