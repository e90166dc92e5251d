import type { Plugin } from "../manifest/plugin.ts";

/** Whether a plugin has an install hook, which may make the programs that its commands start. Every start asks. */
export function hasInstallHook({ hooks }: Pick<Plugin, "hooks">): boolean {
  for (let index = 0; index < hooks.length; index++) if (hooks[index]?.event === "install") return true;
  return false;
}
