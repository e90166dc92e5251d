import { Command, Option } from "clipanion";
import { isEnum } from "typanion";
import { createPlugin, planPlugin, type PluginPlan } from "../../../author/create-plugin.ts";
import { HELM_FORMS, type HelmForm } from "../../../author/template-form.ts";
import { schemeForName } from "../../../author/template-file.ts";
import { TEMPLATE_NAMES, type TemplateName } from "../../../author/template-names.ts";
import { renderStructured } from "../../../output/structured.ts";
import { pathStyle } from "../../../platform/path-style.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import { absolutePath } from "../../files/absolute-path.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { outputOption } from "../../flags/output-option.ts";
import { warnHelm3 } from "../../plugin/warn-helm3.ts";

/** `luff plugin create`. */
export class PluginCreateCommand extends Command<CommandContext> {
  static override paths = [["plugin", "create"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin create"),
    details:
      "Makes a folder with a plugin that runs at once, on every platform. NAME may be a path: its last part is the plugin's " +
      "name. A folder that is not empty is refused. Helm runs the plugins in Lua too, with luff on PATH. --for says for which Helm the " +
      "plugin is: helm4 is the form with apiVersion: v1, which Helm 3 does not read.",
    examples: [
      ["Make a plugin in Lua", "$0 plugin create greet"],
      ["Make a plugin with a program for each platform", "$0 plugin create --template exec hello"],
      ["Make a getter for URLs", "$0 plugin create --template getter fetch-it"],
      ["Make a post-renderer in Lua for Helm 3", "$0 plugin create --template lua-postrenderer --for helm3 labels"],
      ["Print what would be made", "$0 plugin create --dry-run --template hook setup"],
    ],
  });

  name = Option.String({ name: "NAME" });
  template: TemplateName = Option.String("--template", "lua", {
    description: TEMPLATE_NAMES.join(", "),
    validator: isEnum(TEMPLATE_NAMES),
  });
  form: HelmForm | undefined = Option.String("--for", {
    description: `${HELM_FORMS.join(", ")}: the Helm that the plugin is for (by default both, and helm4 for post-renderers)`,
    validator: isEnum(HELM_FORMS),
  });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be made" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const plan = planPlugin(host, absolutePath(host, this.name), this);
    if (!this.dryRun) createPlugin(host, plan);
    const { name, folder } = plan;
    const files = plan.files.map(({ path }) => pathStyle(host.os).join(folder, ...path.split("/")));
    const value = {
      name,
      folder,
      template: this.template,
      for: plan.form,
      files,
      result: this.dryRun ? "would-create" : "created",
    };
    const lines = [
      `${this.dryRun ? "Would create" : "Created"} plugin: ${name}`,
      ...files.map((file) => `  ${file}`),
      ...(this.dryRun ? [] : [...bitsForGit(host.os, plan), ...nextSteps(this.template, plan)]),
    ];
    const table = lines.map((line) => `${terminalLine(line)}\n`).join("");
    if (plan.form === "helm4") await warnHelm3(host, name, { plugin: { format: "v1" }, warnings: [] });
    host.terminal.write("stdout", this.output === "table" ? table : await renderStructured(this.output, value));
    return 0;
  }
}

/** Windows has no bit for running files, so that git there keeps none by itself. */
function bitsForGit(os: string, { files }: PluginPlan): readonly string[] {
  const programs = files.filter(({ path, executable }) => executable && !path.endsWith(".cmd")).map(({ path }) => path);
  if (os !== "windows" || programs.length === 0) return [];
  return [`In git, make the programs executable for Linux and macOS: git add --chmod=+x ${programs.join(" ")}`];
}

/** What the author can do with it now. */
function nextSteps(template: TemplateName, plan: PluginPlan): readonly string[] {
  const place = plan.folder.includes(" ") ? `"${plan.folder}"` : plan.folder;
  return [
    ...firstCall(template, plan, place),
    ...(template.startsWith("lua") ? [`Test it: luff plugin test ${place}`] : []),
  ];
}

function firstCall(template: TemplateName, { name }: PluginPlan, place: string): readonly string[] {
  switch (template) {
    case "lua":
    case "exec":
      return [`Run it: luff ${place}`];
    case "postrenderer-exec":
      return [
        `Install it: luff plugin install ${place}. Then: helm template CHART --post-renderer ${name} --post-renderer-args PROGRAM`,
      ];
    case "postrenderer":
    case "lua-postrenderer":
      return [`Run it: helm template CHART | luff ${place}`];
    case "lua-getter":
    case "getter": {
      const scheme = schemeForName(name);
      return [
        `Install it: luff plugin install ${place}. Then: luff get ${scheme}:///path/of/a/file; for a chart: helm pull ${scheme}://localhost/path/of/a/chart.tgz`,
      ];
    }
    case "lua-completion":
    case "lua-hook":
    case "hook":
      return [`Install it: luff plugin install ${place}`];
  }
}
