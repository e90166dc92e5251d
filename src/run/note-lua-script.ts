import type { Host } from "../host/host.ts";
import { describeStart } from "../program/describe-start.ts";
import type { PluginProgram } from "./start-plugin-program.ts";

/** Says on Windows that luff itself runs a script, as it says for scripts that a command names. */
export function noteLuaScript(
  { os }: Pick<Host, "os">,
  { asker, note }: Pick<PluginProgram, "asker" | "note">,
  script: string,
): void {
  if (os === "windows") note(`${asker}: ${describeStart({ program: undefined, script })}`);
}
