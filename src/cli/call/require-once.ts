import { AppError } from "../../errors/app-error.ts";

/** Flags that may be given more than once: each adds to the others. */
const REPEATABLE: readonly string[] = ["--as-installed"];

/**
 * Refuses a flag with a value that is given twice, because only the last value would count. `words` are those behind the name of a command,
 * without errors; `valued` has the names of each of its flags that takes a value. Throws AppError "usage".
 */
export function requireOnce(name: string, words: readonly string[], valued: readonly (readonly string[])[]): void {
  const seen = new Set<string>();
  for (let at = 0; at < words.length && words[at] !== "--"; at++) {
    const word = words[at] ?? "";
    const [given = ""] = word.split("=", 1);
    const flag = given.startsWith("-") ? valued.find((names) => names.includes(given))?.at(-1) : undefined;
    if (flag === undefined) continue;
    if (given === word) at++;
    if (seen.has(flag) && !REPEATABLE.includes(flag)) throw givenTwice(name, flag);
    seen.add(flag);
  }
}

function givenTwice(name: string, flag: string): AppError {
  return new AppError("usage", `luff ${name}: the flag ${flag} is given twice, and takes one value`, {
    hint: `Leave out one of them. 'luff help ${name}' says what it is for.`,
  });
}
