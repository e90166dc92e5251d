import { Command, Option } from "clipanion";
import type { Host } from "../../host/host.ts";
import type { CommandContext } from "../command-context.ts";
import { summaryOf } from "../commands.ts";
import { contextVariables, type CliContext } from "../context.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** `luff env`: prints as `helm env` does. */
export class EnvCommand extends Command<CommandContext> {
  static override paths = [["env"]];
  static override usage = Command.Usage({
    description: summaryOf("env"),
    details:
      'Prints every variable as NAME="value", or only the value of the variable that you name. As in Helm, values are ' +
      "not escaped. On Windows, LUFF_SHELL is the shell that runs scripts. With --debug luff prints there, on standard error, what " +
      "runs the scripts of each interpreter.",
    examples: [
      ["Print all of them", "$0 env"],
      ["Print one value, for use in a script", "$0 env HELM_PLUGINS"],
      ["Print on Windows what runs the scripts of Python, Node.js and others", "$0 --debug env"],
    ],
  });

  name = Option.String({ name: "NAME", required: false });

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const shell = host.os === "windows" ? await shellVariable(host) : {};
    if (host.os === "windows") await noteInterpreters(this.context.luff);
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

/** Notes what runs scripts, if luff is to explain itself. */
async function noteInterpreters({ host, note }: CliContext): Promise<void> {
  if (note === undefined) return;
  const { listInterpreters } = await import("../../program/list-interpreters.ts");
  for (const text of listInterpreters(host)) note(text);
}

/** The shell that runs scripts on Windows; "" if there is none. A LUFF_SHELL that cannot be used is reported on stderr. */
async function shellVariable(host: Host): Promise<Record<string, string>> {
  const { findShell } = await import("../../program/find-shell.ts");
  const found = findShell(host, "sh");
  if (found.kind === "refused") {
    const { reason, hint } = found.obstacle;
    writeWarnings(host.terminal, [`${reason}. ${hint}`]);
  }
  return { LUFF_SHELL: found.kind === "found" ? found.file : "" };
}
