import { SCRIPTS } from "../../src/cli/complete/scripts.ts";
import { SHELLS } from "../../src/cli/complete/shells.ts";
import type { Companion } from "./companion.ts";

/** The script for each shell, as `luff completion` prints it. */
export function completions(): readonly Companion[] {
  return SHELLS.map((shell) => ({ kind: "completion", shell, text: SCRIPTS[shell] }));
}
