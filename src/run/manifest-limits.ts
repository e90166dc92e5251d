import type { PluginRuntime } from "../manifest/plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import type { LimitKind } from "../text/limit-names.ts";
import type { LimitTexts } from "./lua-limits.ts";
import type { LuaSettings } from "./lua-settings.ts";

/** Adds the manifest's limits with the lowest priority: the user's own come first. */
export function withManifestLimits(settings: LuaSettings, { plugin, manifestPath }: InstalledPlugin): LuaSettings {
  const written = limitsOf(plugin.runtime);
  if (written.length === 0) return settings;
  const limits: LimitTexts = Object.fromEntries(
    written.map(({ kind, text, field }) => [
      kind,
      {
        text,
        origin: `runtimeConfig.${field} in ${manifestPath}`,
        setter: `--${kind}-limit or LUFF_${kind.toUpperCase()}_LIMIT`,
      },
    ]),
  );
  return { ...settings, limits: [...settings.limits, limits] };
}

interface WrittenLimit {
  readonly kind: LimitKind;
  readonly text: string;
  readonly field: string;
}

/** The pages of a module are not here: they may be fewer than a limit on memory can say. */
function limitsOf(runtime: PluginRuntime): readonly WrittenLimit[] {
  if (runtime.kind === "extism") {
    return runtime.timeout === undefined || runtime.timeout === 0
      ? []
      : [{ kind: "time", text: `${runtime.timeout}ms`, field: "timeout" }];
  }
  if (runtime.kind !== "lua") return [];
  return Object.entries(runtime.limits).map(([kind, text]) => ({
    kind: kind as LimitKind,
    text,
    field: `limits.${kind}`,
  }));
}
