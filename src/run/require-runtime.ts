import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import type { LuaSettings } from "./lua-settings.ts";

interface RuntimeCall {
  readonly lua: Pick<LuaSettings, "version">;
}

/**
 * Refuses a plugin that this luff cannot run. Throws AppError "runtime-unsupported" for a WebAssembly plugin if this luff has no runtime for
 * it or the plugin asks for host functions, and "luff-unfit" for a Lua plugin that asks for another version of luff.
 */
export async function requireRuntime(
  host: Pick<Host, "wasm">,
  { plugin }: Pick<InstalledPlugin, "plugin">,
  call: RuntimeCall,
): Promise<void> {
  const { name, runtime } = plugin;
  if (runtime.kind === "lua" && runtime.luff !== undefined) {
    await requireVersion(name, runtime.luff, call.lua.version);
  }
  if (runtime.kind !== "extism") return;
  if (host.wasm === undefined) {
    throw new AppError(
      "runtime-unsupported",
      `plugin "${name}" has the runtime extism/v1, which this luff cannot run`,
      {
        hint: "The compact executables have no WebAssembly for plugins: use a luff with Bun, where there is one, or Helm 4.",
      },
    );
  }
  const [wanted] = runtime.hostFunctions;
  if (wanted === undefined) return;
  throw new AppError(
    "runtime-unsupported",
    `plugin "${name}" asks for the host function ${JSON.stringify(wanted)}, and neither luff nor Helm has any`,
    { hint: "Tell its author: runtimeConfig.hostFunctions in plugin.yaml names it." },
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
