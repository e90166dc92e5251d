/** What is wrong with a YAML text, and what to do. */
export interface YamlAdvice {
  readonly message: string;
  readonly hint?: string;
}

/** The messages of the YAML parser, and what they mean for whoever wrote the file. `$1` is what the pattern has found. */
const ADVICE: readonly (readonly [pattern: RegExp, message: string, hint?: string])[] = [
  [
    /^Nested mappings are not allowed/,
    "the value has a second `key: value` in it",
    "text with a colon and a space in it needs quotes, and a new key begins in the column of the other keys",
  ],
  [
    /^A block sequence may not be used as an implicit map key|^Unexpected block-seq-ind/,
    "an item of a list is where none was expected",
    "write each `- item` on a line of its own below the key, all in one column",
  ],
  [
    /^Plain value cannot start with (?:[a-z ]+ )?(\S+)$/,
    "text begins with $1",
    "text that begins with this character needs quotes",
  ],
  [
    /^Invalid escape sequence (.*)$/s,
    "there is no escape $1 in double quotes",
    "in double quotes write \\\\ for a backslash, or use single quotes",
  ],
  [/^Tabs are not allowed/, "the line is indented with a tab", "indent with spaces"],
  [
    /^All (?:sequence|mapping) items must start at the same column/,
    "the line is indented differently from those around it",
    "indent the keys of one map, and the items of one list, in the same way",
  ],
  [
    /^Implicit map keys need to be followed by map values/,
    "a line is neither `key: value` nor `- item`",
    "a colon and a space belong between a key and its value",
  ],
  [
    /^Implicit keys (?:of flow sequence pairs )?need to be on a single line/,
    "text goes on where a new `key: value` was expected",
    "check the indentation of this line, and whether the line above has its closing quote",
  ],
  [/^Missing closing (.)quote/, "text in quotes does not end", "add the closing $1"],
  [/^Missing , /, "a comma is missing between two items of [...] or {...}"],
  [/^Missing space after : /, "a space is missing behind a colon"],
  [/ must be sufficiently indented and end with a (.)$/, "[...] or {...} does not end", "add the closing $1"],
  [/ expected flow .* end with (.)$/i, "[...] or {...} does not end", "add the closing $1"],
  [/^Comments must be separated/, "a space is missing before the # of a comment"],
  [
    /^Unexpected scalar at node end/,
    "more text follows where the value had its end",
    "text that has quotes in it needs quotes of the other kind around all of it",
  ],
  [/^Block scalar header/, "text is on the line of | or >", "begin the text on the next line"],
  [
    /^Unexpected flow-(?:seq|map)-end/,
    "a closing bracket has no opening one",
    "text that begins with a bracket needs quotes",
  ],
  [/^Map keys must be unique/, "the key is there twice", "remove one of the two"],
  [/^Sequence item without - indicator/, "an item of a list has no `- ` before it"],
  [/^Unresolved alias/, "a *name has no &name before it", "text that begins with * needs quotes"],
];

/** Explains what the YAML parser says, in one line. What it says seldom stays as it is. */
export function explainYaml(error: { readonly message: string }): YamlAdvice {
  // With pretty errors, the parser appends the place and a part of the text.
  const text = error.message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? "";
  for (const [pattern, message, hint] of ADVICE) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const fill = (part: string): string => part.replace("$1", () => found[1] ?? "");
    return { message: fill(message), ...(hint !== undefined && { hint: fill(hint) }) };
  }
  return { message: text.charAt(0).toLowerCase() + text.slice(1) };
}
