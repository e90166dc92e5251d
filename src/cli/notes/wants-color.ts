import type { Host } from "../../host/host.ts";

/**
 * Whether to print colours and bold text on stdout: NO_COLOR (no-color.org) refuses them if it is not empty, then FORCE_COLOR (force-color.org)
 * asks for them if it is not empty and not "0", which refuses them. Otherwise stdout must be a terminal that can show them.
 */
export function wantsColor({ environment, terminal }: Pick<Host, "environment" | "terminal">): boolean {
  if ((environment.get("NO_COLOR") ?? "") !== "") return false;
  const forced = environment.get("FORCE_COLOR") ?? "";
  if (forced !== "") return forced !== "0";
  return environment.get("TERM") !== "dumb" && terminal.isTerminal("stdout");
}
