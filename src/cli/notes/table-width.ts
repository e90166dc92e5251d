import type { Terminal } from "../../host/terminal.ts";

/** The width to which tables on stdout are cut: that of the terminal; Infinity elsewhere, where programs read them whole. */
export function tableWidth(terminal: Pick<Terminal, "isTerminal" | "width">): number {
  return terminal.isTerminal("stdout") ? terminal.width("stdout") : Infinity;
}
