import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a program in tests/fixtures/programs. */
export function fixtureProgram(name: string): string {
  return readFileSync(join(import.meta.dir, "../fixtures/programs", name), "utf8");
}

/** A legacy manifest whose command is `run.sh` beside it, or another command. */
export function manifestOf(name: string, command = "$HELM_PLUGIN_DIR/run.sh"): string {
  return `name: ${name}\nversion: 1.0.0\nusage: does ${name}\ncommand: ${JSON.stringify(command)}\n`;
}
