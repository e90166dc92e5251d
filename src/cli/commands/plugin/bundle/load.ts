import { Command, Option } from "clipanion";
import { stoppedBefore } from "../../../../manage/store/stopped-before.ts";
import { AppError } from "../../../../errors/app-error.ts";
import { HostError } from "../../../../host/host-error.ts";
import { installPlugin, previewInstall, type InstallRequest } from "../../../../manage/change/install-plugin.ts";
import type { ManageContext } from "../../../../manage/manage-context.ts";
import { bundleStaging, fitsPlatform, readBundle, type BundledPlugin } from "../../../../manage/stage/read-bundle.ts";
import { showPlatform } from "../../../../platform/platform-text.ts";
import { terminalLine } from "../../../../text/terminal-line.ts";
import { absolutePath } from "../../../files/absolute-path.ts";
import type { CommandContext } from "../../../command-context.ts";
import { summaryOf } from "../../../commands.ts";
import { createManageContext } from "../../../plugin/create-manage-context.ts";
import { forEachOf } from "../../../plugin/for-each-of.ts";
import { readUnpackLimits } from "../../../flags/read-unpack-limits.ts";
import { warnInstalled } from "../../../plugin/warn-installed.ts";
import { STILL_PINNED } from "../../../plugin/still-pinned.ts";

/** `luff plugin bundle load`. */
export class PluginBundleLoadCommand extends Command<CommandContext> {
  static override paths = [["plugin", "bundle", "load"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin bundle load"),
    details:
      "Installs all plugins of a bundle, or those that you name, and checks the SHA-256 of each. A plugin that was saved as " +
      "it was installed is for one platform, and its install hook does not run.",
    examples: [
      ["Install all plugins of a bundle", "$0 plugin bundle load plugins.tar"],
      ["Install one of them, and keep it if it is installed", "$0 plugin bundle load --if-missing plugins.tar diff"],
      ["Print what would be installed", "$0 plugin bundle load --dry-run --force plugins.tar"],
    ],
  });

  file = Option.String({ name: "FILE" });
  names = Option.Rest({ name: "NAME" });
  ifMissing = Option.Boolean("--if-missing", false, { description: "keep an installed plugin, without an error" });
  force = Option.Boolean("--force", false, { description: "replace an installed plugin" });
  noHooks = Option.Boolean("--no-hooks", false, { description: "do not run the plugins' hooks" });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be done" });
  unpackLimit = Option.String("--unpack-limit", {
    description: "bytes that each plugin may unpack to, such as 2GiB; none for no limit",
  });

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    if (this.ifMissing && this.force) {
      throw new AppError("usage", "luff plugin bundle load: --if-missing and --force cannot be used together");
    }
    const path = absolutePath(host, this.file);
    const bundled = await readWhole(() => readBundle(host, path), path);
    const names = this.names.length > 0 ? this.names : bundled.map(({ name }) => name);
    const manage = createManageContext(luff, "stdout");
    const wishes = [...new Set(names)].map((name) => ({ name }));
    await forEachOf(wishes, "plugins could not be installed", async ({ name }) => {
      const line = await this.load(manage, path, choose(host, bundled, { name, path })).catch((error: unknown) => {
        // With --force the error says what is still there.
        throw this.dryRun || this.force ? error : stoppedBefore(error, `plugin "${name}" was not installed`);
      });
      host.terminal.write("stdout", `${terminalLine(line)}\n`);
    });
    return 0;
  }

  private async load(manage: ManageContext, path: string, bundled: BundledPlugin): Promise<string> {
    const limits = readUnpackLimits("plugin bundle load", this.unpackLimit);
    const request: InstallRequest = {
      ...bundleStaging(path, bundled),
      ifPresent: presenceOf(this),
      runHooks: !this.noHooks,
      ...(limits !== undefined && { limits }),
    };
    if (this.dryRun) {
      const { plan, installed, directory } = await previewInstall(manage, request);
      const { name, version } = installed.plugin;
      if (plan.kind === "keep") return `Plugin ${name} is installed and would stay.`;
      return `Would ${plan.goes === null ? "install" : "replace"} plugin: ${[name, version].join(" ").trim()} in ${directory}`;
    }
    const outcome = await installPlugin(manage, request);
    await warnInstalled(manage.host, outcome.installed);
    const { name, version } = outcome.installed.plugin;
    const suffix = version === "" ? "" : ` ${version}`;
    if (outcome.kind === "kept") return `Plugin ${name} is already installed:${suffix}`;
    return `Installed plugin: ${name}${suffix}${outcome.pinned ? STILL_PINNED : ""}`;
  }
}

function presenceOf({ ifMissing, force }: PluginBundleLoadCommand): InstallRequest["ifPresent"] {
  if (force) return "replace";
  return ifMissing ? "keep" : "fail";
}

async function readWhole<T>(read: () => Promise<T>, path: string): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    const isMissing = error.kind === "not-found";
    throw new AppError(isMissing ? "source-not-found" : "file-failed", `cannot read ${path}: ${error.detail}`, {
      hint: "Name a file that 'luff plugin bundle save' has made.",
      cause: error,
    });
  }
}

/** The plugin of a name that is for this platform. */
function choose(
  host: { readonly os: string; readonly arch: string },
  bundled: readonly BundledPlugin[],
  { name, path }: { readonly name: string; readonly path: string },
): BundledPlugin {
  const named = bundled.filter((each) => each.name === name);
  const fitting = named.find((each) => fitsPlatform(host, each));
  if (fitting !== undefined) return fitting;
  const all = [...new Set(bundled.map((each) => each.name))].join(", ") || "none";
  if (named.length === 0) {
    throw new AppError("plugin-not-found", `there is no plugin "${name}" in ${path}`, { hint: `It has: ${all}.` });
  }
  const here = showPlatform(host);
  const platforms = named.flatMap(({ platform }) => platform && showPlatform(platform)).join(", ");
  const hint = named.every(({ asInstalled }) => asInstalled)
    ? "It was saved with --as-installed. Save it on a machine of this kind, or save its source."
    : `Save it for this platform too: luff plugin bundle save --platform ${here}.`;
  throw new AppError("platform-mismatch", `the plugin "${name}" in ${path} is for ${platforms}, and this is ${here}`, {
    hint,
  });
}
