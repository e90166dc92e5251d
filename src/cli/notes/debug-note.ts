import { terminalLine } from "../../text/terminal-line.ts";
import type { CliContext } from "../context.ts";

/** Writes a line to stderr if `--debug` is set. */
export function debugNote({ host, settings }: Pick<CliContext, "host" | "settings">): (text: string) => void {
  return (text) => {
    if (settings.debug) host.terminal.write("stderr", `Debug: ${terminalLine(text)}\n`);
  };
}
