const WILDCARDS = /\\(?<escaped>.)|\*+|\?|\[(?<not>!?)(?<set>[^\]]+)\]|\{(?<choices>[^{}]*)\}|[^]/gsu;

/**
 * The names that a pattern of hosts stands for, as an expression for the whole name in lower case; undefined if it cannot be read, such as
 * `[z-a]`. The patterns are those of Helm: `*` stands for any text, also with dots, `?` for one character, `[a-z]` and `[!a-z]` for one of several,
 * `{a,b}` for one of two.
 */
export function readHostPattern(pattern: string): RegExp | undefined {
  try {
    return new RegExp(`^(?:${toRegExp(pattern.toLowerCase())})$`, "su");
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function toRegExp(pattern: string): string {
  return [...pattern.matchAll(WILDCARDS)].map(partOf).join("");
}

function partOf({ 0: all, groups: { escaped, not, set, choices } = {} }: RegExpExecArray): string {
  if (set !== undefined) return `[${not === "!" ? "^" : ""}${set.replaceAll(/[\\^[]/gu, String.raw`\$&`)}]`;
  if (choices !== undefined) return `(?:${choices.split(",").map(toRegExp).join("|")})`;
  if (all === "?") return ".";
  if (all.startsWith("*")) return ".*";
  return (escaped ?? all).replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
