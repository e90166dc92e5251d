/** A text, a comment, or a comma with nothing but blanks and comments before the bracket that ends the list. */
const PARTS = /"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[^]*?\*\/|,(?=(?:\s|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\/)*[}\]])/g;

/** JSON as editors let users write it, without what JSON does not have: comments, and a comma behind the last item. */
export function withoutComments(text: string): string {
  return text.replace(/^\uFEFF/, "").replace(PARTS, (part) => (part.startsWith('"') ? part : ""));
}
