import { joinKey } from "./field-path.ts";
import type { ManifestCheck } from "./manifest-check.ts";
import type { PluginHook } from "./plugin.ts";
import { checkPlatforms, readPlatformCommands } from "./read-commands.ts";
import { mapOf, scalarText, type TreeValue } from "./tree.ts";

const EVENTS: readonly string[] = ["install", "update", "delete"];

export interface HookFields {
  /** The map that contains `platformHooks`: "" or `runtimeConfig`. */
  readonly path: string;
  readonly hooks: TreeValue | undefined;
  readonly platformHooks: TreeValue | undefined;
}

/** The hooks of both fields, one for each event, in the order of the text. Warns of unknown events. */
export function readHooks(check: ManifestCheck, fields: HookFields): readonly PluginHook[] {
  const strings = mapOf(fields.hooks);
  const platforms = mapOf(fields.platformHooks);
  const events = [...new Set([...Object.keys(strings), ...Object.keys(platforms)])];
  return events.map((event) => {
    const field = joinKey(fields.path, Object.hasOwn(strings, event) ? "hooks" : "platformHooks");
    if (!EVENTS.includes(event)) warnEvent(check, joinKey(field, event), event);
    const platformCommand = readPlatformCommands(platforms[event]);
    checkPlatforms(check, joinKey(joinKey(fields.path, "platformHooks"), event), platformCommand);
    return { event, commands: { platformCommand, command: scalarText(strings[event]) } };
  });
}

function warnEvent(check: ManifestCheck, path: string, event: string): void {
  const message = `unknown event ${JSON.stringify(event)}: this hook never runs`;
  check.warnings.add("event-unknown", { path, message, hint: `the events are ${EVENTS.join(", ")}` });
}
