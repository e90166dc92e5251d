import type { Host } from "../../host/host.ts";
import { hidePasswords } from "../../source/hide-passwords.ts";
import { hideSecrets } from "../../text/secrets/hide-secrets.ts";
import { terminalLine } from "../../text/terminal-line.ts";

/**
 * Makes what writes the lines of `--debug` to stderr: each with the time since now, and without passwords, tokens and other secrets. `hideValues` takes
 * known secrets out of a text.
 */
export function createDebugNote(
  { clock, terminal }: Host,
  hideValues: (text: string) => string,
): (text: string) => void {
  const begun = clock.now();
  return (text) => {
    const shown = terminalLine(hideSecrets(hidePasswords(hideValues(text))));
    terminal.write("stderr", `Debug: ${clock.now() - begun} ms: ${shown}\n`);
  };
}
