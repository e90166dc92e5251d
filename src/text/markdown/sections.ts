/** A heading of a Markdown text, with all that belongs to it. */
export interface Section {
  /** 1 for a heading that begins with one `#`. */
  readonly level: number;
  /** The heading without its marks. */
  readonly heading: string;
  /** The heading's line and all lines up to the next heading of its level or of a higher one. */
  readonly text: string;
}

/** The sections of a Markdown text, in its order; a section also contains those below it. A `#` inside a fence is code. */
export function sectionsOf(markdown: string): readonly Section[] {
  const lines = markdown.split("\n");
  const starts = headingsOf(lines);
  return starts.map(({ at, level, heading }, index) => {
    const next = starts.slice(index + 1).find((other) => other.level <= level);
    return { level, heading, text: `${lines.slice(at, next?.at).join("\n").trimEnd()}\n` };
  });
}

interface HeadingLine {
  readonly at: number;
  readonly level: number;
  readonly heading: string;
}

function headingsOf(lines: readonly string[]): readonly HeadingLine[] {
  const found: HeadingLine[] = [];
  let fenced = false;
  for (const [at, line] of lines.entries()) {
    if (line.startsWith("```")) fenced = !fenced;
    const [, marks = "", heading = ""] = fenced ? [] : (/^(#+) (.*)$/.exec(line) ?? []);
    if (marks !== "") found.push({ at, level: marks.length, heading });
  }
  return found;
}
