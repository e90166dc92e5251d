/** Characters that look the same, on one line of a terminal. */
export interface Run {
  readonly text: string;
  /** The column of the first character, from 0 on. */
  readonly column: number;
  readonly look: Look;
}

/** How a terminal shows characters. */
export type Look = "plain" | "prompt" | "bold" | "red" | "green" | "yellow";

interface Cell {
  readonly character: string;
  readonly look: Look;
}

/** The codes of `ESC [ CODE m` that luff uses. */
const LOOKS: Readonly<Record<string, Look>> = {
  "": "plain",
  "0": "plain",
  "1": "bold",
  "22": "plain",
  "31": "red",
  "32": "green",
  "33": "yellow",
};

/**
 * The lines that a terminal shows after this output, from the first to the last: a carriage return overwrites, escape sequences
 * change how characters look. Throws for a control character that it does not know.
 */
export function linesOf(output: string): readonly (readonly Run[])[] {
  const lines: Cell[][] = [[]];
  let column = 0;
  let look: Look = "plain";
  for (const [token] of output.matchAll(/\x1b\[[\d;]*[A-Za-z]|[^]/gu)) {
    const code = /^\x1b\[([\d;]*)m$/.exec(token)?.[1];
    const next = code === undefined ? undefined : LOOKS[code];
    if (next !== undefined) look = next;
    else if (token === "\r") column = 0;
    else if (token === "\n") {
      lines.push([]);
      column = 0;
    } else if (token < " ") throw new Error(`the picture cannot show ${JSON.stringify(token)}`);
    else {
      const line = lines.at(-1) ?? [];
      while (line.length < column) line.push({ character: " ", look: "plain" });
      line[column++] = { character: token, look };
    }
  }
  if (lines.at(-1)?.length === 0) lines.pop();
  return lines.map(runsOf);
}

function runsOf(cells: readonly Cell[]): readonly Run[] {
  const last = cells.findLastIndex(({ character }) => character !== " ");
  const runs: Run[] = [];
  for (const [column, { character, look }] of cells.slice(0, last + 1).entries()) {
    const before = runs.at(-1);
    if (before?.look === look) runs[runs.length - 1] = { ...before, text: before.text + character };
    else runs.push({ text: character, column, look });
  }
  return runs;
}
