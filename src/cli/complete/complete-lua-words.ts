import { AppError } from "../../errors/app-error.ts";
import { readLuaWords } from "../call/read-lua-words.ts";
import { completionOf, FILES, NOTHING, type Completion } from "./completion.ts";
import { flagCandidates, LUA_FLAGS } from "./flag-words.ts";

/** What can stand behind words of which the first is an option of the program `lua`: more options, then files. */
export function completeLuaWords(words: readonly string[], last: string): Completion {
  try {
    const hasScript = readLuaWords(words).scriptAt < words.length;
    return !hasScript && last.startsWith("-") ? completionOf(flagCandidates(LUA_FLAGS), last) : FILES;
  } catch (error) {
    if (error instanceof AppError) return NOTHING; // Code is being typed.
    throw error;
  }
}
