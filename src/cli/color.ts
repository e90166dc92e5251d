import type { Host } from "../host/host.ts";
import type { OutputStream } from "../host/terminal.ts";

/** Colours are for a terminal that can show them, unless NO_COLOR (no-color.org) holds anything. */
export function wantsColor(host: Pick<Host, "environment" | "terminal">, stream: OutputStream): boolean {
  if ((host.environment.get("NO_COLOR") ?? "") !== "" || host.environment.get("TERM") === "dumb") return false;
  return host.terminal.isTerminal(stream);
}
