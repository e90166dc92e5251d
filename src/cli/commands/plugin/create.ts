import { Command, Option } from "clipanion";
import { isEnum } from "typanion";
import { createPlugin, planPlugin, type PluginPlan } from "../../../author/create-plugin.ts";
import { TEMPLATE_NAMES, type TemplateName } from "../../../author/templates.ts";
import { renderStructured } from "../../../output/structured.ts";
import { pathStyle } from "../../../platform/path-style.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import { absolutePath } from "../../files/absolute-path.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { outputOption } from "../../flags/output-option.ts";

/** `luff plugin create`. */
export class PluginCreateCommand extends Command<CommandContext> {
  static override paths = [["plugin", "create"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin create"),
    details:
      "Makes a folder with a plugin that runs at once, on every platform. NAME may be a path: its last part is the plugin's " +
      "name. A folder that is not empty is refused.",
    examples: [
      ["Make a plugin in Lua", "$0 plugin create greet"],
      ["Make a plugin with a program for each platform", "$0 plugin create --template exec hello"],
      ["Make a getter for URLs", "$0 plugin create --template getter fetch-it"],
      ["Print what would be made", "$0 plugin create --dry-run --template hook setup"],
    ],
  });

  name = Option.String({ name: "NAME" });
  template: TemplateName = Option.String("--template", "lua", {
    description: TEMPLATE_NAMES.join(", "),
    validator: isEnum(TEMPLATE_NAMES),
  });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be made" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const plan = planPlugin(host, absolutePath(host, this.name), this.template);
    if (!this.dryRun) createPlugin(host, plan);
    const { name, folder } = plan;
    const files = plan.files.map(({ path }) => pathStyle(host.os).join(folder, ...path.split("/")));
    const value = { name, folder, template: this.template, files, result: this.dryRun ? "would-create" : "created" };
    const lines = [
      `${this.dryRun ? "Would create" : "Created"} plugin: ${name}`,
      ...files.map((file) => `  ${file}`),
      ...(this.dryRun ? [] : nextSteps(this.template, plan)),
    ];
    const table = lines.map((line) => `${terminalLine(line)}\n`).join("");
    host.terminal.write("stdout", this.output === "table" ? table : await renderStructured(this.output, value));
    return 0;
  }
}

/** What the author can do with it now. */
function nextSteps(template: TemplateName, { folder, name }: PluginPlan): readonly string[] {
  const place = folder.includes(" ") ? `"${folder}"` : folder;
  switch (template) {
    case "lua":
      return [`Run it: luff ${place}`, `Test it: luff plugin test ${place}`];
    case "exec":
      return [`Run it: luff ${place}`];
    case "postrenderer-exec":
      return [
        `Install it: luff plugin install ${place}. Then: helm template CHART --post-renderer ${name} --post-renderer-args PROGRAM`,
      ];
    case "postrenderer":
      return [`Run it: helm template CHART | luff ${place}`];
    case "getter":
    case "hook":
      return [`Install it: luff plugin install ${place}`];
  }
}
