import { AppError } from "../errors/app-error.ts";
import type { Platform } from "../platform/platform.ts";
import type { PreparedCommand } from "./prepare-command.ts";

/** The error for a plugin that has no command for this platform: it names the platform and what the manifest offers. */
export function makeNoCommandError(
  plugin: string,
  platform: Platform,
  found: Extract<PreparedCommand, { kind: "none" }>,
): AppError {
  const here = `${platform.os}/${platform.arch}`;
  if (found.reason === "empty") {
    return new AppError("no-command", `plugin "${plugin}": the command for ${here} is empty`, {
      hint: "Begin the command with a program, without a space before it. If the first word is a variable, set it.",
    });
  }
  const offers = found.offered.length === 0 ? "nothing" : found.offered.join(", ");
  return new AppError("no-command", `plugin "${plugin}" has no command for ${here}; its manifest offers: ${offers}`, {
    hint: "Ask the plugin's author to support this platform, or put a main.lua beside plugin.yaml.",
  });
}
