import { AppError } from "../errors/app-error.ts";
import type { Platform } from "../platform/platform.ts";
import type { PreparedCommand } from "./prepare-command.ts";

/** The error for a plugin that has nothing to run here: it names the platform and what the manifest offers. */
export function makeNoCommandError(
  plugin: string,
  platform: Platform,
  found: Extract<PreparedCommand, { kind: "none" }>,
): AppError {
  const here = `${platform.os}/${platform.arch}`;
  if (found.reason === "empty") {
    return new AppError("no-command", `plugin "${plugin}": the command for ${here} is empty`, {
      hint: "Give the command a program as its first word, without a space before it; a variable there must be set.",
    });
  }
  const offers = found.offered.length === 0 ? "nothing" : found.offered.join(", ");
  return new AppError("no-command", `plugin "${plugin}" has no command for ${here}; its manifest offers: ${offers}`, {
    hint: "Ask the plugin's author for this platform, or put a main.lua beside plugin.yaml.",
  });
}
