/** A piece of a line that looks the same throughout. */
export interface Span {
  readonly text: string;
  readonly strong: boolean;
}

/** Code, a link, strong text, or a character that a backslash keeps as it is. */
const INLINE = /(`+)(.+?)\1|\[((?:[^\][]|\[[^\]]*\])*)\]\(([^)\s]*)\)|\*\*(.+?)\*\*|\\([!-/:-@[-`{-~])/g;

/**
 * The spans of a Markdown line. Code is strong. A link is its text, and its address behind it in parentheses if that is
 * a URL: there is nothing to follow in a terminal. Without `styled` nothing is strong, and code keeps its backticks.
 */
export function spansOf(line: string, styled: boolean): readonly Span[] {
  const spans: Span[] = [];
  let end = 0;
  for (const match of line.matchAll(INLINE)) {
    const [whole, , code, label, address = "", strong, kept] = match;
    if (match.index > end) spans.push({ text: line.slice(end, match.index), strong: false });
    end = match.index + whole.length;
    if (code !== undefined) spans.push(styled ? { text: code, strong: true } : { text: whole, strong: false });
    else if (label !== undefined) spans.push(...spansOf(withAddress(label, address), styled));
    else if (strong !== undefined) spans.push({ text: strong, strong: styled });
    else spans.push({ text: kept ?? "", strong: false });
  }
  if (end < line.length) spans.push({ text: line.slice(end), strong: false });
  return spans;
}

function withAddress(label: string, address: string): string {
  return /^https?:/.test(address) && address !== label ? `${label} (${address})` : label;
}
