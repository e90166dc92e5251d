import type { CommandClass } from "clipanion";
import type { CommandContext } from "../command-context.ts";
import type { CommandEntry, CommandWords } from "../commands.ts";

const LOADERS: Readonly<Record<CommandWords, () => Promise<CommandClass<CommandContext>>>> = {
  completion: async () => (await import("../commands/completion.ts")).CompletionCommand,
  doctor: async () => (await import("../commands/doctor.ts")).DoctorCommand,
  env: async () => (await import("../commands/env.ts")).EnvCommand,
  get: async () => (await import("../commands/get.ts")).GetCommand,
  help: async () => (await import("../commands/help.ts")).HelpCommand,
  "plugin bundle load": async () => (await import("../commands/plugin/bundle/load.ts")).PluginBundleLoadCommand,
  "plugin bundle save": async () => (await import("../commands/plugin/bundle/save.ts")).PluginBundleSaveCommand,
  "plugin create": async () => (await import("../commands/plugin/create.ts")).PluginCreateCommand,
  "plugin index": async () => (await import("../commands/plugin/index.ts")).PluginIndexCommand,
  "plugin info": async () => (await import("../commands/plugin/info.ts")).PluginInfoCommand,
  "plugin install": async () => (await import("../commands/plugin/install.ts")).PluginInstallCommand,
  "plugin lint": async () => (await import("../commands/plugin/lint.ts")).PluginLintCommand,
  "plugin list": async () => (await import("../commands/plugin/list.ts")).PluginListCommand,
  "plugin migrate": async () => (await import("../commands/plugin/migrate.ts")).PluginMigrateCommand,
  "plugin package": async () => (await import("../commands/plugin/package.ts")).PluginPackageCommand,
  "plugin search": async () => (await import("../commands/plugin/search.ts")).PluginSearchCommand,
  "plugin test": async () => (await import("../commands/plugin/test.ts")).PluginTestCommand,
  "plugin types": async () => (await import("../commands/plugin/types.ts")).PluginTypesCommand,
  "plugin uninstall": async () => (await import("../commands/plugin/uninstall.ts")).PluginUninstallCommand,
  "plugin update": async () => (await import("../commands/plugin/update.ts")).PluginUpdateCommand,
  "plugin verify": async () => (await import("../commands/plugin/verify.ts")).PluginVerifyCommand,
  "post-render": async () => (await import("../commands/post-render.ts")).PostRenderCommand,
  version: async () => (await import("../commands/version.ts")).VersionCommand,
};

/** Loads a command's code, only when the command is called. */
export async function loadCommand({ path }: CommandEntry): Promise<CommandClass<CommandContext>> {
  return LOADERS[path.join(" ") as CommandWords]();
}
