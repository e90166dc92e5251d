import type { Host } from "../host/host.ts";
import type { OutputStream } from "../host/terminal.ts";

/** Whether to print colours: the stream is a terminal that can show them, and NO_COLOR (no-color.org) is unset or empty. */
export function wantsColor(host: Pick<Host, "environment" | "terminal">, stream: OutputStream): boolean {
  if ((host.environment.get("NO_COLOR") ?? "") !== "" || host.environment.get("TERM") === "dumb") return false;
  return host.terminal.isTerminal(stream);
}
