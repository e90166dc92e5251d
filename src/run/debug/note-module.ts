import type { Host } from "../../host/host.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import type { LuaSettings } from "../lua-settings.ts";
import { withManifestLimits } from "../manifest-limits.ts";
import { limitLine } from "./note-lua.ts";
import { noteVariables } from "./note-variables.ts";
import type { Noted } from "./noted.ts";

interface NotedModule extends Noted {
  readonly settings: LuaSettings;
  readonly variables: Readonly<Record<string, string>>;
}

/** Notes how a plugin's WebAssembly module is about to run in this process. Throws AppError "limit-invalid". */
export function noteModule(
  host: Pick<Host, "environment">,
  installed: InstalledPlugin,
  { asker, note, settings, variables }: NotedModule,
): void {
  const { runtime } = installed.plugin;
  note(`${asker}: ${limitLine(withManifestLimits(settings, installed))}`);
  if (runtime.kind === "extism") {
    note(`${asker}: may reach the servers: ${runtime.allowedHosts.join(", ") || "none"}; calls ${runtime.entry}`);
  }
  noteVariables(host, { variables }, note);
}
