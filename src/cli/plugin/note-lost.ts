import type { FileDifferences } from "../../manage/receipt/file-list.ts";

/** A plugin that was replaced, or would be, and the changes in its folder that go with it. */
export interface LostChanges {
  readonly name: string;
  readonly lost: FileDifferences;
  /** Whether it is replaced because files were missing. */
  readonly isMended: boolean;
}

/** Changes in a plugin's folder do not stop it from being replaced, but the user is told. */
export function noteLost(
  { note }: { readonly note: (text: string) => void },
  { name, lost, isMended }: LostChanges,
  isPreview: boolean,
): void {
  // What was missing comes again, and the result says so.
  const told = isMended ? { ...lost, missing: [] } : lost;
  const all = Object.entries(told).flatMap(([kind, paths]: [string, readonly string[]]) =>
    paths.map((path) => `${path} (${kind})`),
  );
  if (all.length === 0) return;
  const verb = isPreview ? "would lose" : "has lost";
  note(`plugin "${name}" ${verb} these changes in its folder since its install: ${fewOf(all)}`);
}

/** The first names, and how many more there are. */
export function fewOf(names: readonly string[]): string {
  const more = names.length > MOST_NAMES ? `, and ${names.length - MOST_NAMES} more` : "";
  return `${names.slice(0, MOST_NAMES).join(", ")}${more}`;
}

/** More names than these are counted. */
const MOST_NAMES = 10;
