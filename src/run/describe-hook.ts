import { describeCommand } from "../command/describe-command.ts";
import type { Plugin } from "../manifest/plugin.ts";
import type { Platform } from "../platform/platform.ts";
import type { HookEvent } from "./run-hook.ts";

/** What a plugin's hook for an event starts on a platform, as the manifest has it; undefined if it starts nothing. */
export function describeHook({ hooks }: Plugin, event: HookEvent, platform: Platform): string | undefined {
  const hook = hooks.find((each) => each.event === event);
  return hook && describeCommand(hook.commands, platform);
}
