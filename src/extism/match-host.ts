import { matchesPattern, readHostPattern } from "../text/host-pattern.ts";

/** Whether a host has a name of a list of patterns. The case of letters does not matter. A pattern that cannot be read stands for no host. */
export function matchHost(patterns: readonly string[], host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, "");
  return patterns.some((pattern) => {
    const steps = readHostPattern(pattern);
    return steps !== undefined && matchesPattern(steps, name);
  });
}
