/** Comments, empty lines and `---`, then a plain key at the start of a line: the document is a block map. */
const HEAD = /^(?:(?:#[^\n]*|[ \t\r]*|---[ \t\r]*)\n)*(?=[A-Za-z][A-Za-z0-9_]*:[ \r\n])/;

/**
 * A line that begins with a YAML indicator could start a key over several lines, a flow collection, or a second
 * document.
 */
const ODD_LINE = /\n(?:[^A-Za-z0-9_#\s-]|-[^ \r\n])/;

/** `name` at the start of a line, with one simple word as its value and no indented line below that could continue it. */
const NAME_LINE =
  /(?:^|\n)name: +(?:([A-Za-z0-9_-]+)|"([A-Za-z0-9_-]+)"|'([A-Za-z0-9_-]+)')[ \t]*(?:[ \t]#[^\n]*)?\r?(?=[\r\n]*(?:$|\n[^\s]))/;

/** Anything that could be a key `name`. */
const NAME_TOKEN = /name["']?\s*:/g;

/**
 * The plugin's name from a manifest's raw text, if it is certain without parsing: the text is clearly one block map and
 * has one token `name:`, at the start of a line, with a simple value. Undefined means: parse it. If both find a name,
 * it is the same; a manifest with faults elsewhere still has a name here.
 */
export function scanName(text: string): string | undefined {
  const found = NAME_LINE.exec(text);
  if (found === null) return undefined;
  const head = HEAD.exec(text);
  if (head === null || ODD_LINE.test(text.slice(head[0].length))) return undefined;
  if (text.match(NAME_TOKEN)?.length !== 1) return undefined;
  return found[1] ?? found[2] ?? found[3];
}
