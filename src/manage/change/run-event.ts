import type { AdviceCode } from "../../errors/advice-codes.ts";
import { AppError } from "../../errors/app-error.ts";
import { changedError } from "../../errors/changed-error.ts";
import type { Plugin } from "../../manifest/plugin.ts";
import type { InstalledPlugin } from "../../plugin/installed-plugin.ts";
import { runHook, type HookEvent } from "../../run/run-hook.ts";
import type { ManageContext } from "../manage-context.ts";
import type { OpenStore } from "../store/with-store.ts";

/** The hook that a change runs. An update is a clean copy: without an update hook of its own, a plugin needs what its install hook makes. */
export function hookEventOf({ hooks }: Plugin, change: HookEvent): HookEvent {
  return change === "update" && !hooks.some(({ event }) => event === "update") ? "install" : change;
}

export interface PluginEvent {
  readonly installed: InstalledPlugin;
  readonly event: HookEvent;
  /** The change that runs the hook, if it is not the hook's own event. */
  readonly change?: HookEvent;
}

/**
 * Runs a plugin's hook for an event, if it has one; returns whether one ran. Throws AppError "hook-failed" if its
 * status is not 0, "start-failed" or "interpreter-not-found" if it does not start, and "interrupted" if a signal came in
 * the meantime.
 */
export async function runEvent(
  context: ManageContext,
  store: OpenStore,
  { installed, event, change = event }: PluginEvent,
): Promise<boolean> {
  const { host, note } = context;
  const { name } = installed.plugin;
  const variables = async () => ({ ...(await context.variables()), ...store.hookVariables });
  const call = { event, variables, output: context.hookOutput, note: context.debug };
  const outcome = await runHook(host, installed, call).catch((error: unknown) => {
    throw error instanceof AppError ? withState(error, change) : error;
  });
  await store.requireNoSignal();
  switch (outcome.kind) {
    case "none":
      return false;
    case "not-here":
      note(
        `plugin "${name}" has no ${event} hook for ${host.os}/${host.arch}, so none ran; ` +
          `it has one for ${outcome.offered.join(", ") || "no platform"}`,
      );
      return false;
    case "ended":
      if (outcome.status === 0) return true;
      throw new AppError("hook-failed", `the ${event} hook of plugin "${name}" ended with status ${outcome.status}`, {
        hint: `${STATES[change]} See what the hook printed.`,
        advice: WAYS[change],
      });
  }
}

/** The same error, whose hint also says what is installed now. */
function withState(error: AppError, change: HookEvent): AppError {
  const sentences = [...(error.hint === undefined ? [] : [error.hint]), STATES[change]];
  return changedError(error, error.message, { hint: sentences.join(" "), advice: WAYS[change] });
}

/** What is installed after a hook failed. */
const STATES: Readonly<Record<HookEvent, string>> = {
  install: "The plugin is not installed.",
  update: "The previous version is still installed.",
  delete: "The plugin is still installed.",
};

/** What else can be done. */
const WAYS: Readonly<Record<HookEvent, AdviceCode | undefined>> = {
  install: "install-without-hooks",
  update: undefined,
  delete: "remove-anyway",
};
