import type { Host } from "../../host/host.ts";

/** Whether to print colours and bold text: stdout is a terminal that can show them, and NO_COLOR (no-color.org) is unset or empty. */
export function wantsColor({ environment, terminal }: Pick<Host, "environment" | "terminal">): boolean {
  if ((environment.get("NO_COLOR") ?? "") !== "" || environment.get("TERM") === "dumb") return false;
  return terminal.isTerminal("stdout");
}
