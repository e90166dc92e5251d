import { Command, Option } from "clipanion";
import { writeBytes } from "../../../../archive/write-bytes.ts";
import { bundleBytes, type BundlePart } from "../../../../author/bundle-plugins.ts";
import { collectEntries } from "../../../../author/collect-entries.ts";
import { findPathMentions } from "../../../../author/find-path-mentions.ts";
import { packageBytes, packageName, planPackage, type PackagePlan } from "../../../../author/package-plugin.ts";
import { AppError } from "../../../../errors/app-error.ts";
import { HostError } from "../../../../host/host-error.ts";
import { requireStaged } from "../../../../manage/change/activate.ts";
import type { ManageContext } from "../../../../manage/manage-context.ts";
import { stageSource } from "../../../../manage/stage/stage-source.ts";
import { guardOf } from "../../../../manage/store/with-store.ts";
import { pathStyle } from "../../../../platform/path-style.ts";
import type { InstalledPlugin } from "../../../../plugin/installed-plugin.ts";
import { parseSource } from "../../../../source/parse-source.ts";
import { terminalLine } from "../../../../text/terminal-line.ts";
import type { CommandContext } from "../../../command-context.ts";
import { createManageContext } from "../../../create-manage-context.ts";
import { describeSource } from "../../../describe-origin.ts";
import { readUnpackLimits } from "../../../read-unpack-limits.ts";
import { receiveFile } from "../../../receive-file.ts";
import { requireInstalled } from "../../../require-installed.ts";
import { withTemporaryFolder } from "../../../with-temporary-folder.ts";

type PathOf = (name: string) => string;

/** `luff plugin bundle save`. */
export class PluginBundleSaveCommand extends Command<CommandContext> {
  static override paths = [["plugin", "bundle", "save"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: "Pack plugins into one file for a machine without a network",
    details:
      "Fetches plugins from their sources, as 'luff plugin install' does, and packs them into one file, which 'luff plugin " +
      "bundle load' installs. With --as-installed it packs installed plugins with what their install hooks have made, for " +
      "this platform only.",
    examples: [
      ["Pack a folder and an archive", "$0 plugin bundle save -o plugins.tar ./my-plugin ./diff.tgz"],
      ["Pack plugins as they are installed", "$0 plugin bundle save -o plugins.tar --as-installed diff"],
    ],
  });

  sources = Option.Rest({ name: "SOURCE" });
  output = Option.String("-o,--output", { description: "the file to write", required: true });
  asInstalled = Option.Array("--as-installed", [], {
    description: "an installed plugin to pack as it is; may be repeated",
  });
  unpackLimit = Option.String("--unpack-limit", {
    description: "bytes that each archive may unpack to, such as 2GiB; none for no limit",
  });

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    if (this.sources.length + this.asInstalled.length === 0) {
      throw new AppError("usage", "luff plugin bundle save: there is nothing to save", {
        hint: "Name sources, or installed plugins with --as-installed.",
      });
    }
    const manage = await createManageContext(luff, "stderr");
    const watch = host.signals.watch();
    try {
      const parts = await withTemporaryFolder(host, (path) => this.save(manage, guardOf(watch), path));
      const lines = parts.map(({ name, version, source }) => `  ${[name, version].join(" ").trim()}, from ${source}`);
      const count = parts.length === 1 ? "1 plugin" : `${parts.length} plugins`;
      const text = [`Saved ${count} to: ${this.output}`, ...lines];
      host.terminal.write("stdout", text.map((line) => `${terminalLine(line)}\n`).join(""));
    } finally {
      watch.end();
    }
    return 0;
  }

  private async save(manage: ManageContext, guard: () => Promise<void>, path: PathOf): Promise<readonly BundlePart[]> {
    const { host } = manage;
    const parts: BundlePart[] = [];
    try {
      for (const [index, text] of this.sources.entries()) {
        const file = path(`source-${index}.tgz`);
        host.disk.makeFolders(path(`work-${index}`));
        parts.push(await this.packSource({ manage, guard }, text, { file, work: path(`work-${index}/staged`) }));
        await guard();
      }
      for (const [index, name] of this.asInstalled.entries()) {
        const installed = await requireInstalled(this.context.luff, name);
        parts.push(await packInstalled(manage, installed, path(`installed-${index}.tgz`)));
        await guard();
      }
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      throw new AppError("file-failed", `cannot pack ${error.path}: ${error.detail}`, { cause: error });
    }
    requireDistinct(parts);
    await receiveFile(host, this.output, async (file) => {
      await writeBytes(host, file, bundleBytes(host, parts));
      await guard();
    });
    return parts;
  }

  private async packSource(
    { manage, guard }: { readonly manage: ManageContext; readonly guard: () => Promise<void> },
    text: string,
    { file, work }: { readonly file: string; readonly work: string },
  ): Promise<BundlePart> {
    const { host, note } = manage;
    const limits = readUnpackLimits("plugin bundle save", this.unpackLimit);
    const staging = { source: parseSource(host, text), ...(limits !== undefined && { limits }) };
    const staged = await stageSource({ ...manage, guard }, staging, work);
    const installed = await requireStaged(manage, staged);
    const { plugin } = installed;
    if (plugin.hooks.some(({ event }) => event === "install")) {
      note(
        `plugin "${plugin.name}" has an install hook, and what that downloads is not in the bundle; ` +
          "--as-installed packs an installed plugin with it",
      );
    }
    const title = packageName(plugin);
    const plan = planPackage(host, installed, { top: staged.name, file });
    return pack(manage, installed, { plan, file, title, source: describeSource(staged.origin), asInstalled: false });
  }
}

async function packInstalled(manage: ManageContext, installed: InstalledPlugin, file: string): Promise<BundlePart> {
  const { host, note } = manage;
  const root = host.files.realPath(installed.folder);
  const top = pathStyle(host.os).base(installed.folder);
  const collected = collectEntries(host, { root, top, isIgnored: () => false, without: [] });
  const mentions = await findPathMentions(collected.entries, [installed.folder, root]);
  for (const path of mentions) {
    note(`${path} contains the path of this plugin's folder, which may be another one on another machine`);
  }
  const title = packageName(installed.plugin);
  const plan = { ...collected, notes: [] };
  return pack(manage, installed, { plan, file, title, source: `${installed.folder}, as installed`, asInstalled: true });
}

interface Packing extends Pick<BundlePart, "title" | "file" | "source" | "asInstalled"> {
  readonly plan: PackagePlan;
}

async function pack(
  { host }: ManageContext,
  { plugin: { name, version } }: InstalledPlugin,
  { plan, ...packing }: Packing,
): Promise<BundlePart> {
  return { name, version, ...packing, ...(await writeBytes(host, packing.file, packageBytes(host, plan))) };
}

/** A bundle has one plugin of a name, since only one can be installed. */
function requireDistinct(parts: readonly BundlePart[]): void {
  const names = parts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice === undefined) return;
  throw new AppError("usage", `luff plugin bundle save: the plugin "${twice}" is named twice`, {
    hint: "Name each plugin once.",
  });
}
