/** Whether the text of a Lua script defines the global function `main`. */
export type MainDefinition =
  | "global"
  /** Only a local variable has this name. */
  | "local"
  | "none"
  /** The script may define it in a way that is visible only when it runs. */
  | "unknown";

const TOKEN =
  /--\[(=*)\[[\s\S]*?\]\1\]|--[^\n]*|\[(=*)\[[\s\S]*?\]\2\]|"(?:\\[\s\S]|[^"\\\n])*"|'(?:\\[\s\S]|[^'\\\n])*'|[A-Za-z_]\w*|==|[^\s]/g;

/** With these a script can define names that its text does not show. */
const INDIRECT: ReadonlySet<string> = new Set("require dofile load loadfile setmetatable rawset _G _ENV".split(" "));

/** Searches the words of a script, without comments. */
export function definesMain(source: string): MainDefinition {
  const tokens = [...source.matchAll(TOKEN)].map(([token]) => token).filter((token) => !token.startsWith("--"));
  const uses = tokens.flatMap((token, index) => (token === "main" ? [useAt(tokens, index)] : []));
  const isLocal = uses.includes("local");
  if (uses.includes("global")) return isLocal ? "unknown" : "global";
  if (tokens.some((token) => INDIRECT.has(token) || /^["']main["']$/.test(token))) return "unknown";
  return isLocal ? "local" : "none";
}

function useAt(tokens: readonly string[], index: number): "global" | "local" | "other" {
  const [before = "", after = ""] = [tokens[index - 1], tokens[index + 1]];
  if (before === "." || before === ":") return "other";
  if (before === "function") {
    if (after !== "(") return "other";
    return tokens[index - 2] === "local" ? "local" : "global";
  }
  const opener = beforeList(tokens, index);
  if (opener === "local") return "local";
  // A loop's variable, a field of a table, or an argument.
  if (opener === "for" || opener === "{" || opener === "(" || opener === ",") return "other";
  return isAssigned(tokens, index) ? "global" : "other";
}

const NAME = /^[A-Za-z_]\w*$/;

/** The word before a list of names, `local` for `local a <const>, b`; "," if what stands before the comma is not a name. */
function beforeList(tokens: readonly string[], index: number): string {
  let at = index - 1;
  while (tokens[at] === ",") {
    at--;
    if (tokens[at] === ">") at -= 3;
    if (tokens[at] !== "]" && !NAME.test(tokens[at] ?? "")) return ",";
    at--;
  }
  return tokens[at] ?? "";
}

/** Whether `=` follows the name, or the list of names that it begins. */
function isAssigned(tokens: readonly string[], index: number): boolean {
  let at = index + 1;
  while (tokens[at] === "," && NAME.test(tokens[at + 1] ?? "")) at += 2;
  return tokens[at] === "=";
}
