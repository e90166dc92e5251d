import type { Terminal } from "../../host/terminal.ts";
import { terminalLine } from "../../text/terminal-line.ts";

/** Writes a line to stderr for each warning. */
export function writeWarnings(terminal: Pick<Terminal, "write">, warnings: readonly string[]): void {
  for (const warning of warnings) terminal.write("stderr", `Warning: ${terminalLine(warning)}\n`);
}
