import { isNameCharacter } from "../text/name-character.ts";

/** The value of a variable, undefined where it is not set. */
export type VariableLookup = (name: string) => string | undefined;

/** A piece of a text: what stands there as it is, or a variable by its name. */
export type TextPart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string };

/**
 * Replaces `$NAME` and `${NAME}` exactly as Go's os.Expand: an unset variable is "", `${}` and an unclosed `${` are
 * eaten (the text after it stays), `$1`, `$@` and `$$` are variables with these names, and a `$` that nothing of this
 * follows stays. Values are put in as they are, never expanded again.
 */
export function expandVariables(text: string, lookup: VariableLookup): string {
  if (!text.includes("$")) return text;
  return splitVariables(text)
    .map((part) => (part.kind === "literal" ? part.text : (lookup(part.name) ?? "")))
    .join("");
}

/**
 * The pieces of a text, in their order; what `expandVariables` eats is in none of them. Every start of a plugin comes by
 * here, and a regular expression would cost it half a millisecond, which JavaScriptCore takes to compile the first one.
 */
export function splitVariables(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let literal = 0;
  for (let dollar = text.indexOf("$"); dollar >= 0; dollar = text.indexOf("$", literal)) {
    const reference = readReference(text, dollar + 1);
    const end = reference?.end ?? dollar + 1;
    const before = text.slice(literal, reference === undefined ? end : dollar);
    if (before !== "") parts.push({ kind: "literal", text: before });
    if (reference !== undefined && reference.name !== "") parts.push({ kind: "variable", name: reference.name });
    literal = end;
  }
  if (literal < text.length) parts.push({ kind: "literal", text: text.slice(literal) });
  return parts;
}

interface Reference {
  /** "" where nothing is looked up. */
  readonly name: string;
  /** Where the text goes on. */
  readonly end: number;
}

/** Variables of one character. */
const SPECIAL = "*#$@!?-0123456789";

/** What stands behind a `$`: a name in braces, an unclosed brace, a special variable, or a plain name. */
function readReference(text: string, start: number): Reference | undefined {
  const first = text.charAt(start);
  if (first === "{") {
    const close = text.indexOf("}", start);
    return close < 0 ? { name: "", end: start + 1 } : { name: text.slice(start + 1, close), end: close + 1 };
  }
  if (first !== "" && SPECIAL.includes(first)) return { name: first, end: start + 1 };
  let end = start;
  while (end < text.length && isNameCharacter(text.charCodeAt(end))) end++;
  return end === start ? undefined : { name: text.slice(start, end), end };
}
