import { AppError } from "../errors/app-error.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { unmetNeed } from "../text/unmet-need.ts";
import type { LuaSettings } from "./lua-settings.ts";

/**
 * Refuses a plugin that this luff cannot run. Throws AppError "runtime-unsupported" for a WebAssembly plugin, which needs
 * another runtime than luff has, and "luff-unfit" for a Lua plugin that asks for another version of luff.
 */
export function requireRuntime({ plugin }: InstalledPlugin, { version }: Pick<LuaSettings, "version">): void {
  if (plugin.runtime.kind === "lua") return requireVersion(plugin.name, plugin.runtime.luff ?? "*", version);
  if (plugin.runtime.kind !== "extism") return;
  throw new AppError(
    "runtime-unsupported",
    `plugin "${plugin.name}" has the runtime extism/v1, which luff cannot run`,
    {
      hint: "Use Helm 4 for it; luff runs plugins with the runtimes subprocess and lua/v1.",
    },
  );
}

function requireVersion(plugin: string, constraint: string, version: string): void {
  const need = unmetNeed(constraint, version);
  if (need === undefined) return;
  throw new AppError("luff-unfit", `plugin "${plugin}" needs ${need}, and this is luff ${version}`, {
    hint: "Install such a luff, or another version of the plugin.",
  });
}
