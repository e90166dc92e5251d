import { renderSvg } from "./render-svg.ts";
import { recordSession } from "./record-session.ts";
import { linesOf, type Run } from "./screen.ts";

/** The picture in README.md. */
export const PICTURE_FILE = ".github/session.svg";

/** What is typed in it. */
const LINES = [
  "luff plugin create hello",
  "luff ./hello World",
  "luff plugin test hello",
  "luff plugin lint hello",
  "luff plugin install ./hello",
  "luff hallo",
  "luff hello Ada Grace",
];

const WIDTH = 60;

const TITLE = "A terminal in which luff creates, runs, tests, checks and installs a plugin in Lua";

/**
 * Runs luff in a terminal, in an empty folder that is also HOME, and draws what it printed. `path` is a PATH with luff. The same luff gives
 * the same picture. Throws if there is no terminal.
 */
export async function drawSession(folder: string, path: string): Promise<string> {
  const session = await recordSession(LINES, { folder, shownAs: "/home/ada", path, width: WIDTH });
  return renderSvg({ title: TITLE, lines: linesOf(session).map(withPrompt), width: WIDTH });
}

/** A line that was typed has its prompt in a colour of its own, and is bold. */
function withPrompt(line: readonly Run[]): readonly Run[] {
  const [first] = line;
  if (first?.column !== 0 || !first.text.startsWith("$ ")) return line;
  return [
    { text: "$", column: 0, look: "prompt" },
    { text: first.text.slice(2), column: 2, look: "bold" },
  ];
}
