import type { Host } from "../host/host.ts";
import { LIMIT_NAMES } from "../text/limit-names.ts";
import type { LuaSettings } from "./lua-settings.ts";

/** A program and its arguments. */
export interface ProgramWords {
  readonly word: string;
  readonly args: readonly string[];
}

/** A script in its own process, started as Helm would start it with "luff SCRIPT". */
export function callOfLuff(
  { environment }: Pick<Host, "environment">,
  script: string,
  args: readonly string[],
  flags: readonly string[] = [],
): ProgramWords {
  const [word, ...more] = environment.ownCommand;
  return { word, args: [...more, ...flags, script, ...args] };
}

/** The hidden flag of `luff get` and `luff post-render` for their own processes in which modules run; a plugin's folder follows it. */
export const JOB_FLAG = "--job";

/** A command of luff in a process of its own, so that a signal or a time limit ends it alone. */
export function callOfJob(
  { environment }: Pick<Host, "environment">,
  words: readonly string[],
  flags: readonly string[],
): ProgramWords {
  const [word, ...more] = environment.ownCommand;
  // A plugin may have the name of the command.
  return { word, args: [...more, ...flags, "--builtin", ...words] };
}

/** The flags that give another luff the same settings for Lua. */
export function luaFlags({ limits, allowBinaryChunks }: LuaSettings): readonly string[] {
  const flags = LIMIT_NAMES.flatMap((kind) => {
    const given = limits.find((place) => place[kind] !== undefined)?.[kind];
    return given === undefined ? [] : [`--${kind}-limit=${given.text}`];
  });
  return allowBinaryChunks ? flags : [...flags, "--no-binary-chunks"];
}
