/**
 * Whether a host has a name of a list. The patterns are those of Helm: `*` stands for any text, also with dots, `?` for one character,
 * `[a-z]` and `[!a-z]` for one of several, `{a,b}` for one of two. The case of letters does not matter.
 */
export function matchHost(patterns: readonly string[], host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  return patterns.some((pattern) => {
    const wanted = pattern.toLowerCase();
    return wanted === name || new RegExp(`^(?:${toRegExp(wanted)})$`, "su").test(name);
  });
}

const WILDCARDS = /\\(?<escaped>.)|\*+|\?|\[(?<not>!?)(?<set>[^\]]+)\]|\{(?<choices>[^{}]*)\}|[^]/gsu;

function toRegExp(pattern: string): string {
  return [...pattern.matchAll(WILDCARDS)].map(partOf).join("");
}

function partOf({ 0: all, groups: { escaped, not, set, choices } = {} }: RegExpExecArray): string {
  if (set !== undefined) return `[${not === "!" ? "^" : ""}${set.replaceAll(/[\\^&~[]/gu, String.raw`\$&`)}]`;
  if (choices !== undefined) return `(?:${choices.split(",").map(toRegExp).join("|")})`;
  if (all === "?") return ".";
  if (all.startsWith("*")) return ".*";
  return (escaped ?? all).replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
}
