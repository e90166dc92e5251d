import type { Host } from "../../host/host.ts";
import { findProgram } from "../../program/find-program.ts";
import { startProgram } from "../../program/start-program.ts";
import { renderMarkdown } from "../../text/markdown/render.ts";
import { pageWidth } from "../../text/page-width.ts";
import { withTemporaryFolder } from "../files/with-temporary-folder.ts";
import { wantsColor } from "./wants-color.ts";

/**
 * Prints Markdown for a reader: wrapped to the terminal, by a pager if there is one. A pager gets no text if stdout is
 * not a terminal. Throws AppError "start-failed" if the program that PAGER names does not start.
 */
export async function printPage(host: Host, markdown: string): Promise<void> {
  const { terminal } = host;
  const width = pageWidth(terminal.width("stdout"));
  const text = renderMarkdown(markdown, { width, styled: wantsColor(host) });
  const pager = terminal.isTerminal("stdout") && terminal.isTerminal("stdin") ? pagerOf(host) : undefined;
  if (pager === undefined) terminal.write("stdout", text);
  else await runPager(host, pager, text);
}

/** The words of PAGER, otherwise `less` where it is; undefined for none: PAGER is empty or "cat". As git does. */
function pagerOf(host: Host): readonly string[] | undefined {
  const named = host.environment.get("PAGER");
  const words = (named ?? "less").split(/\s+/).filter((word) => word !== "");
  if (words.length === 0 || words[0] === "cat") return undefined;
  return named !== undefined || findProgram(host, "less").kind === "found" ? words : undefined;
}

/** A pager reads from a file, so its keys come from the terminal on every system. */
async function runPager(host: Host, [word = "", ...args]: readonly string[], text: string): Promise<void> {
  const watch = host.signals.watch();
  try {
    await withTemporaryFolder(host, async (path) => {
      const file = path("luff-help.txt");
      host.disk.replace(file, text);
      await startProgram(host, {
        asker: "luff help",
        word,
        args: [...args, file],
        variables: pagerVariables(host),
        childOutput: "stdout",
        childHasInput: true,
      });
    });
  } finally {
    watch.end();
  }
}

/** How less shows it unless the user says: it ends at once if all fits on the screen, and shows bold text. */
function pagerVariables({ environment }: Host): Record<string, string> {
  return environment.get("LESS") === undefined ? { LESS: "FRX" } : {};
}
