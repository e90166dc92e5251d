import type { Host } from "../host/host.ts";

/** The value of a variable; undefined if it is not set. */
export type VariableLookup = (name: string) => string | undefined;

/**
 * Looks up a variable in the plugin's variables, then in the user's. On Windows lookups ignore case, and Helm's names
 * are upper case.
 */
export function lookupIn(
  { os, environment }: Pick<Host, "os" | "environment">,
  variables: Readonly<Record<string, string>>,
): VariableLookup {
  const own = new Map(Object.entries(variables));
  return (name) => own.get(os === "windows" ? name.toUpperCase() : name) ?? environment.get(name);
}
