import { Command, Option } from "clipanion";
import type { CommandContext } from "../command-context.ts";
import { contextVariables } from "../context.ts";

/** `luff env`: prints as `helm env` does. */
export class EnvCommand extends Command<CommandContext> {
  static override paths = [["env"]];
  static override usage = Command.Usage({
    description: "Print the variables that plugins get",
    details:
      'Prints every variable as NAME="value", or only the value of the variable that you name. As in Helm, values are ' +
      "not escaped.",
    examples: [
      ["Print all of them", "$0 env"],
      ["Print one value, for use in a script", "$0 env HELM_PLUGINS"],
    ],
  });

  name = Option.String({ required: false });

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const variables = await contextVariables(this.context.luff);
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
