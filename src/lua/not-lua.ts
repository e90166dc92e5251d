import type { LuaScript } from "./lua-script.ts";
import { otherKindOf } from "./other-kind-of.ts";

/** What is wrong with a file that is not a Lua script, and how to run it: two sentences for a message and its hint. */
export interface NotLua {
  readonly message: string;
  readonly hint: string;
}

/**
 * The message about a script that Lua cannot compile because it is something else: a program, or a script in another language.
 * Undefined if nothing shows that.
 */
export function explainNotLua(os: string, { path, source }: Pick<LuaScript, "path" | "source">): NotLua | undefined {
  const kind = otherKindOf(path, source);
  if (kind === undefined) return undefined;
  return {
    message: `${path} is ${kind}, not a Lua script`,
    hint: `luff PATH runs Lua scripts and the plugins in folders. ${cure(os, kind, path)}`,
  };
}

/** Windows starts no scripts by itself, but luff does as the command of a plugin. */
function cure(os: string, kind: string, path: string): string {
  if (os !== "windows" || !kind.startsWith("a script")) return "Start it without luff.";
  const name = path.replace(/^.*[\\/]/, "");
  return (
    "As the command of a plugin luff runs it by its interpreter, also by a shell of Git for Windows: " +
    `put it into a folder with a plugin.yaml that has "command: $HELM_PLUGIN_DIR/${name}", and call luff with the folder.`
  );
}
