import { Command, Option } from "clipanion";
import type { Host } from "../../host/host.ts";
import type { CommandContext } from "../command-context.ts";
import { contextVariables } from "../context.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** `luff env`: prints as `helm env` does. */
export class EnvCommand extends Command<CommandContext> {
  static override paths = [["env"]];
  static override usage = Command.Usage({
    description: "Print the variables that plugins get",
    details:
      'Prints every variable as NAME="value", or only the value of the variable that you name. As in Helm, values are ' +
      "not escaped. On Windows, LUFF_SHELL is the shell that runs scripts.",
    examples: [
      ["Print all of them", "$0 env"],
      ["Print one value, for use in a script", "$0 env HELM_PLUGINS"],
    ],
  });

  name = Option.String({ required: false });

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const shell = host.os === "windows" ? await shellVariable(host) : {};
    const variables: Record<string, string> = { ...(await contextVariables(this.context.luff)), ...shell };
    const text =
      this.name === undefined
        ? Object.entries(variables)
            .toSorted(([a], [b]) => (a < b ? -1 : 1))
            .map(([name, value]) => `${name}="${value}"\n`)
            .join("")
        : `${variables[this.name.toUpperCase()] ?? ""}\n`;
    host.terminal.write("stdout", text);
    return 0;
  }
}

/** The shell that runs scripts on Windows; "" if there is none. A LUFF_SHELL that cannot be used is reported on stderr. */
async function shellVariable(host: Host): Promise<Record<string, string>> {
  const { findShell } = await import("../../program/find-shell.ts");
  const found = findShell(host, "sh");
  if (found.kind === "refused") writeWarnings(host.terminal, [found.obstacle.reason]);
  return { LUFF_SHELL: found.kind === "found" ? found.file : "" };
}
