import { AppError } from "../../errors/app-error.ts";
import { COMMANDS, type CommandEntry } from "../commands.ts";

/** Refuses words behind the name that help is asked for. Throws AppError "usage". */
export function requireNoMore(name: string, words: readonly string[]): void {
  const more = words.find((word) => !word.startsWith("-"));
  if (more === undefined) return;
  throw new AppError("usage", `luff help ${name}: there is one word too many: ${JSON.stringify(more)}`, {
    hint: "Run 'luff help help'.",
  });
}

/** Refuses words behind the whole path of one of luff's own commands. Throws AppError "usage". */
export function requirePathAlone(words: readonly string[]): void {
  const entry = COMMANDS.find((each) => isWhole(each, words));
  if (entry !== undefined) requireNoMore(entry.path.join(" "), words.slice(entry.path.length));
}

function isWhole({ path, aliases }: CommandEntry, words: readonly string[]): boolean {
  return path.every((word, at) => {
    const given = words[at] ?? "";
    return word === given || (at === path.length - 1 && aliases.includes(given));
  });
}
