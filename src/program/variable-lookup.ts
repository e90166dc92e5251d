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
  return (name) => {
    const known = os === "windows" ? name.toUpperCase() : name;
    return Object.hasOwn(variables, known) ? variables[known] : environment.get(name);
  };
}
