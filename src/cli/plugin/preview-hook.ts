import type { Host } from "../../host/host.ts";
import { hookEventOf } from "../../manage/change/run-event.ts";
import type { Plugin } from "../../manifest/plugin.ts";
import { describeHook } from "../../run/describe-hook.ts";
import type { HookEvent } from "../../run/run-hook.ts";

/** A hook that would run. */
export interface HookPreview {
  readonly event: HookEvent;
  /** What it would start, as the manifest has it. */
  readonly command: string;
}

/** The hook that a change of a plugin would run here; null if none would run. */
export function previewHook(host: Host, plugin: Plugin, change: HookEvent): HookPreview | null {
  const event = hookEventOf(plugin, change);
  const command = describeHook(plugin, event, host);
  return command === undefined ? null : { event, command };
}

/** The line for it, if there is one. */
export function hookLines(preview: HookPreview | null): readonly string[] {
  return preview === null ? [] : [`Would run its ${preview.event} hook: ${preview.command}`];
}
