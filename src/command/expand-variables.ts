import { isNameCharacter } from "../text/name-character.ts";

/** The value of a variable, undefined if it is not set. */
export type VariableLookup = (name: string) => string | undefined;

/** A piece of a text: literal text, or a variable by its name. */
export type TextPart =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "variable"; readonly name: string };

/**
 * Replaces `$NAME` and `${NAME}` exactly as Go's os.Expand does. An unset variable is "". `${}` and an unclosed `${`
 * are removed (the text after it stays). `$1`, `$@` and `$$` are variables with these names. Any other `$` stays.
 * Values are not expanded again.
 */
export function expandVariables(text: string, lookup: VariableLookup): string {
  if (!text.includes("$")) return text;
  let expanded = "";
  for (const part of splitVariables(text)) expanded += part.kind === "literal" ? part.text : (lookup(part.name) ?? "");
  return expanded;
}

/**
 * The pieces of a text, in order, without what `expandVariables` removes. Every start of a plugin calls this. A regular
 * expression would take half a millisecond more, because JavaScriptCore must compile the first one.
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
  /** "" if there is no variable to look up. */
  readonly name: string;
  /** The offset of the text after it. */
  readonly end: number;
}

/** Variables of one character. */
const SPECIAL = "*#$@!?-0123456789";

/** What follows a `$`: a name in braces, an unclosed brace, a special variable, or a plain name. */
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
