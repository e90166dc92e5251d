import { Command, Option } from "clipanion";
import { isEnum } from "typanion";
import type { CommandContext } from "../command-context.ts";
import { summaryOf } from "../commands.ts";
import { SHELLS, type Shell } from "../complete/shells.ts";

/** `luff completion`. */
export class CompletionCommand extends Command<CommandContext> {
  static override paths = [["completion"]];
  static override usage = Command.Usage({
    description: summaryOf("completion"),
    details:
      "SHELL is bash, zsh, fish or powershell. The script completes luff's commands, their flags, the names of plugins, and " +
      "what a plugin completes itself: with a completion.yaml, a plugin.complete or a plugin.complete.lua in its folder.",
    examples: [
      ["In this bash, and in each new one with this line in ~/.bashrc", 'eval "$($0 completion bash)"'],
      ["In each new zsh", '$0 completion zsh > "${fpath[1]}/_luff"'],
      ["In each new fish", "$0 completion fish > ~/.config/fish/completions/luff.fish"],
      ["In PowerShell, with this line in $PROFILE", "$0 completion powershell | Out-String | Invoke-Expression"],
    ],
  });

  shell: Shell = Option.String({ name: "SHELL", required: true, validator: isEnum(SHELLS) });
  noDescriptions = Option.Boolean("--no-descriptions", false, { description: "complete words without descriptions" });

  override async execute(): Promise<number> {
    const { SCRIPTS } = await import("../complete/scripts.ts");
    const request = this.noDescriptions ? " __completeNoDesc " : " __complete ";
    this.context.luff.host.terminal.write("stdout", SCRIPTS[this.shell].replaceAll(" __complete ", request));
    return 0;
  }
}
