import type { Host } from "../../host/host.ts";
import { countOf } from "../../text/count-of.ts";
import { showVariable } from "../../text/secrets/hide-values.ts";

/** What a program gets besides luff's own environment, and what it does not get of it. */
export interface ChangedVariables {
  readonly variables: Readonly<Record<string, string>>;
  readonly without?: readonly string[] | undefined;
}

/** Notes the variables that luff changes, with their values if they are no secrets, and how many it passes on as they are. */
export function noteVariables(
  { environment }: Pick<Host, "environment">,
  { variables, without = [] }: ChangedVariables,
  note: (text: string) => void,
): void {
  const changed = Object.entries(variables)
    .filter(([name, value]) => environment.get(name) !== value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, value] of changed) if (value !== "") note(`sets ${showVariable(name, value)}`);
  const emptied = changed.filter(([, value]) => value === "").map(([name]) => name);
  if (emptied.length > 0) note(`sets to nothing: ${emptied.join(", ")}`);
  const removed = without.filter((name) => environment.get(name) !== undefined);
  if (removed.length > 0) note(`takes away: ${removed.join(", ")}`);
  const replaced = changed.filter(([name]) => environment.get(name) !== undefined).length;
  const count = Object.keys(environment.all()).length - replaced - removed.length;
  note(`passes on as they are: ${countOf(count, "variable")}`);
}
