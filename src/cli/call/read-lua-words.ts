import { AppError } from "../../errors/app-error.ts";
import { isLuaOption } from "../flags/global-flags.ts";

/** What the options of the program `lua` ask for, before and behind the script. */
export interface LuaWords {
  /** The code of each `-e`. */
  readonly chunks: readonly string[];
  /** Whether a session follows (`-i`). */
  readonly isInteractive: boolean;
  /** The place of the script among the words: a path, or "-" for stdin. As many as there are words if there is none. */
  readonly scriptAt: number;
  /** Whether the script is stdin. */
  readonly readsStdin: boolean;
}

/**
 * Reads words of which the first is an option, as the program `lua` reads them: options until the script or `--`. Throws AppError
 * "usage" for an unknown option, and for `-e` without code, also if another option follows.
 */
export function readLuaWords(words: readonly string[]): LuaWords {
  const chunks: string[] = [];
  let isInteractive = false;
  const found = (scriptAt: number, readsStdin = false): LuaWords => ({ chunks, isInteractive, scriptAt, readsStdin });
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? "";
    if (!word.startsWith("-")) return found(at);
    if (word === "-") return found(at, true);
    if (word === "--") return found(at + 1);
    if (!isLuaOption(word)) throw unknownOption(word);
    if (word === "-i") isInteractive = true;
    else if (word !== "-e") chunks.push(word.slice(2));
    else chunks.push(requireCode(words[++at]));
  }
  return found(words.length);
}

function requireCode(code: string | undefined): string {
  if (code !== undefined && !code.startsWith("-")) return code;
  const why = code === undefined ? "no argument follows" : `an option follows: "${code}"`;
  throw new AppError("usage", `the option -e needs Lua code, but ${why}`, {
    hint: "Write -e CODE; begin code that starts with a dash with a blank: -e ' -- a comment'.",
  });
}

function unknownOption(word: string): AppError {
  return new AppError("usage", `unknown option ${word} among -e, -i and -`, {
    hint: "Write luff's own flags before them, and a script's arguments behind its path.",
  });
}
