import type { Run } from "./screen.ts";

/** In pixels: a character's width, a line's height, and what is around the text. */
const [CELL, LINE, MARGIN] = [8.4, 20, 20];

/** The colours on a light page, and on a dark one. */
const THEMES = {
  light: {
    page: "#ffffff",
    frame: "#d0d7de",
    plain: "#1f2328",
    prompt: "#0550ae",
    red: "#a40e26",
    green: "#116329",
    yellow: "#7d4e00",
  },
  dark: {
    page: "#0d1117",
    frame: "#3d444d",
    plain: "#e6edf3",
    prompt: "#79c0ff",
    red: "#ff7b72",
    green: "#56d364",
    yellow: "#e3b341",
  },
};

/** A picture to draw. */
export interface Picture {
  /** What it shows, for people who do not see it. */
  readonly title: string;
  readonly lines: readonly (readonly Run[])[];
  /** In characters. */
  readonly width: number;
}

/**
 * The text of a terminal as a picture in SVG. It has colours for light and for dark pages. A font of another width changes nothing: each
 * run of characters says how long it is.
 */
export function renderSvg({ title, lines, width }: Picture): string {
  const size = { width: Math.ceil(width * CELL) + 2 * MARGIN, height: lines.length * LINE + 2 * MARGIN };
  const texts = lines.flatMap((line, row) =>
    line.filter(({ text }) => text.trim() !== "").map((run) => textOf(run, MARGIN + (row + 0.75) * LINE)),
  );
  return `\
<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}" role="img">
<title>${escapeXml(title)}</title>
<style>
text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; white-space: pre }
.bold { font-weight: bold }
${rulesOf("light")}
@media (prefers-color-scheme: dark) {
${rulesOf("dark")}
}
</style>
<rect class="frame" x="0.5" y="0.5" width="${size.width - 1}" height="${size.height - 1}" rx="8"/>
${texts.join("\n")}
</svg>
`;
}

function rulesOf(theme: keyof typeof THEMES): string {
  const { page, frame, plain, ...colours } = THEMES[theme];
  const classes = Object.entries(colours).map(([name, colour]) => `.${name} { fill: ${colour} }`);
  return [`.frame { fill: ${page}; stroke: ${frame} }`, `text { fill: ${plain} }`, ...classes].join("\n");
}

function textOf({ text, column, look }: Run, y: number): string {
  const start = text.length - text.trimStart().length;
  const shown = text.trim();
  const place = `x="${pixels(MARGIN + (column + start) * CELL)}" y="${y}" textLength="${pixels([...shown].length * CELL)}"`;
  return `<text${look === "plain" ? "" : ` class="${look}"`} ${place}>${escapeXml(shown)}</text>`;
}

function pixels(number: number): string {
  return String(Math.round(number * 10) / 10);
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
