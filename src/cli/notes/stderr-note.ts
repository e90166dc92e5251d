import type { Terminal } from "../../host/terminal.ts";
import { terminalLine } from "../../text/terminal-line.ts";

/** Writes a line that the user should know of, and that is not a mistake, to stderr. */
export function stderrNote({ terminal }: { readonly terminal: Pick<Terminal, "write"> }): (text: string) => void {
  return (text) => terminal.write("stderr", `Note: ${terminalLine(text)}\n`);
}
