import { AppError } from "../errors/app-error.ts";
import type { Fault } from "../manifest/fault.ts";
import { renderFault } from "../manifest/render-fault.ts";
import type { Platform } from "../platform/platform.ts";
import type { PreparedCommand } from "./prepare-command.ts";

/** A plugin's name, and what its manifest's text led to. */
interface ReadManifest {
  readonly plugin: { readonly name: string };
  readonly manifestPath: string;
  readonly warnings: readonly Fault[];
}

/**
 * The error for a plugin that has no command for this platform: it names the platform and what the manifest offers. It
 * warns of unknown keys in the manifest, because one of them may be a misspelt `command`.
 */
export function makeNoCommandError(
  { plugin: { name }, manifestPath, warnings: faults }: ReadManifest,
  platform: Platform,
  found: Extract<PreparedCommand, { kind: "none" }>,
): AppError {
  const here = `${platform.os}/${platform.arch}`;
  const warnings = faults.filter(({ code }) => code === "unknown-key").map((fault) => renderFault(manifestPath, fault));
  if (found.reason === "empty") {
    return new AppError("no-command", `plugin "${name}": the command for ${here} is empty`, {
      hint: "Begin the command with a program, without a space before it. If the first word is a variable, set it.",
      warnings,
    });
  }
  const offers = found.offered.length === 0 ? "nothing" : found.offered.join(", ");
  return new AppError("no-command", `plugin "${name}" has no command for ${here}; its manifest offers: ${offers}`, {
    hint: "Ask the plugin's author to support this platform, or put a main.lua beside plugin.yaml.",
    warnings,
  });
}
