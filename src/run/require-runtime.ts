import { AppError } from "../errors/app-error.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import type { LuaSettings } from "./lua-settings.ts";

interface RuntimeCall {
  readonly lua: Pick<LuaSettings, "version">;
}

/**
 * Refuses a plugin that this luff cannot run. Throws AppError "runtime-unsupported" for a WebAssembly plugin, which needs
 * another runtime than luff has, and "luff-unfit" for a Lua plugin that asks for another version of luff.
 */
export async function requireRuntime({ plugin }: InstalledPlugin, call: RuntimeCall): Promise<void> {
  if (plugin.runtime.kind === "lua") {
    const { luff } = plugin.runtime;
    return luff === undefined ? undefined : requireVersion(plugin.name, luff, call.lua.version);
  }
  if (plugin.runtime.kind !== "extism") return;
  throw new AppError(
    "runtime-unsupported",
    `plugin "${plugin.name}" has the runtime extism/v1, which luff cannot run`,
    {
      hint: "Use Helm 4 for it; luff runs plugins with the runtimes subprocess and lua/v1.",
    },
  );
}

async function requireVersion(plugin: string, constraint: string, version: string): Promise<void> {
  const { unmetNeed } = await import("../text/unmet-need.ts");
  const need = unmetNeed(constraint, version);
  if (need === undefined) return;
  throw new AppError("luff-unfit", `plugin "${plugin}" needs ${need}, and this is luff ${version}`, {
    hint: "Install such a luff, or another version of the plugin.",
  });
}
