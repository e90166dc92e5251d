/** The value of a variable, undefined where it is not set. */
export type VariableLookup = (name: string) => string | undefined;

/** A piece of a text: what stands there as it is, or a variable by its name. */
export type TextPart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string };

/** A braced name, an unclosed brace, or bare: a special variable of one character, or a plain name. */
const REFERENCE = /\$(?:\{([^}]*)\}|\{|([*#$@!?\-0-9]|[A-Za-z_][A-Za-z0-9_]*))/g;

/**
 * Replaces `$NAME` and `${NAME}` exactly as Go's os.Expand: an unset variable is "", `${}` and an unclosed `${` are
 * eaten (the text after it stays), `$1`, `$@` and `$$` are variables with these names, and a `$` that nothing of this
 * follows stays. Values are put in as they are, never expanded again.
 */
export function expandVariables(text: string, lookup: VariableLookup): string {
  if (!text.includes("$")) return text;
  return text.replace(REFERENCE, (_match, braced?: string, bare?: string) => {
    const name = braced ?? bare ?? "";
    return name === "" ? "" : (lookup(name) ?? "");
  });
}

/** The pieces of a text, in their order; what `expandVariables` eats is in none of them. */
export function splitVariables(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    if (match.index > end) parts.push({ kind: "literal", text: text.slice(end, match.index) });
    const name = match[1] ?? match[2] ?? "";
    if (name !== "") parts.push({ kind: "variable", name });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push({ kind: "literal", text: text.slice(end) });
  return parts;
}
