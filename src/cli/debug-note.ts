import { terminalLine } from "../text/terminal-line.ts";
import type { CliContext } from "./context.ts";

/** Writes a line on stderr where `--debug` asks for it. */
export function debugNote({ host, settings }: Pick<CliContext, "host" | "settings">): (text: string) => void {
  return (text) => {
    if (settings.debug) host.terminal.write("stderr", `Debug: ${terminalLine(text)}\n`);
  };
}
