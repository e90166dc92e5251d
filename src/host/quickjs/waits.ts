import { steady, waitForPipes, whenIdle } from "qjs:host";

interface Wait {
  readonly pipe: number | undefined;
  /** Milliseconds. */
  left: number;
  readonly done: () => void;
}

let waits: Wait[] = [];

/**
 * Resolves when the time in milliseconds is over, or as soon as the pipe of a started program can be read. Meanwhile everything else that
 * waits goes on; so with a pipe the caller then has to look itself whether there is something in it.
 */
export function waitFor(milliseconds: number, pipe?: number): Promise<void> {
  return new Promise((done) => {
    waits.push({ pipe, left: milliseconds, done });
    if (waits.length === 1) whenIdle(waitForFirst);
  });
}

/** Waits for what comes first. This process does nothing else meanwhile. */
function waitForFirst(): void {
  const time = Math.min(...waits.map(({ left }) => left));
  const pipes = waits.map(({ pipe }) => pipe).filter((pipe) => pipe !== undefined);
  const before = steady();
  const ready = waitForPipes(pipes, [], time);
  const passed = typeof ready === "number" || ready.length > 0 ? Math.min(steady() - before, time) : time;
  for (const wait of waits) wait.left -= passed;
  const isOver = ({ pipe, left }: Wait): boolean =>
    left <= 0 || (pipe !== undefined && (typeof ready === "number" || ready.includes(pipe)));
  const over = waits.filter(isOver);
  waits = waits.filter((wait) => !over.includes(wait));
  if (waits.length > 0) whenIdle(waitForFirst);
  for (const { done } of over) done();
}
