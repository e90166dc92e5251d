import { Command, Option } from "clipanion";
import { writeBytes } from "../../../../archive/write-bytes.ts";
import { bundleBytes, type BundlePart } from "../../../../author/bundle-plugins.ts";
import { packInstalled, packSource, type PackContext, type SourceToPack } from "../../../../author/pack-plugin.ts";
import { AppError } from "../../../../errors/app-error.ts";
import type { Host } from "../../../../host/host.ts";
import type { ManageContext } from "../../../../manage/manage-context.ts";
import { explainInEntry } from "../../../../manage/set/in-entry.ts";
import { loadSet } from "../../../../manage/set/load-set.ts";
import { resolveEntry } from "../../../../manage/set/resolve-entry.ts";
import { requireEntry, stagingOf } from "../../../../manage/set/stage-entry.ts";
import type { ConnectionWishes } from "../../../../manage/stage/connection.ts";
import { connectionFor, serversOf } from "../../../../manage/stage/connection-for.ts";
import type { Staging } from "../../../../manage/stage/staging.ts";
import { stoppedBefore } from "../../../../manage/store/stopped-before.ts";
import { guardOf } from "../../../../manage/store/with-store.ts";
import { showPlatform } from "../../../../platform/platform-text.ts";
import type { Platform } from "../../../../platform/platform.ts";
import { parseSource } from "../../../../source/parse-source.ts";
import type { Source } from "../../../../source/source.ts";
import { terminalLine } from "../../../../text/terminal-line.ts";
import { absolutePath } from "../../../files/absolute-path.ts";
import type { CommandContext } from "../../../command-context.ts";
import { summaryOf } from "../../../commands.ts";
import { readConnectionFlags, requireOneServer } from "../../../flags/connection-flags.ts";
import { caFileOption, passwordOption, timeoutOption, usernameOption } from "../../../flags/connection-options.ts";
import { createManageContext } from "../../../plugin/create-manage-context.ts";
import { describeSource } from "../../../plugin/describe-origin.ts";
import { readPlatforms } from "../../../flags/read-platforms.ts";
import { readUnpackLimits } from "../../../flags/read-unpack-limits.ts";
import { isStandardOutput } from "../../../files/device.ts";
import { receiveFile } from "../../../files/receive-file.ts";
import { namingSet } from "../../../plugin/naming-set.ts";
import { requireInstalled } from "../../../plugin/require-installed.ts";
import { withTemporaryFolder } from "../../../files/with-temporary-folder.ts";

/** `luff plugin bundle save`. */
export class PluginBundleSaveCommand extends Command<CommandContext> {
  static override paths = [["plugin", "bundle", "save"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin bundle save"),
    details:
      "Fetches plugins from their sources, as 'luff plugin install' does, and packs them into one file, which 'luff plugin " +
      "bundle load' installs. With -f it packs the plugins of a set, at what its lock file has. With --as-installed it packs " +
      "installed plugins with what their install hooks have made, for this platform only.",
    examples: [
      ["Pack a folder and an archive", "$0 plugin bundle save -o plugins.tar ./my-plugin ./diff.tgz"],
      [
        "Pack a set of plugins for machines of two kinds",
        "$0 plugin bundle save -o plugins.tar -f plugins.yaml --platform linux/amd64,windows/amd64",
      ],
      ["Pack plugins as they are installed", "$0 plugin bundle save -o plugins.tar --as-installed diff"],
    ],
  });

  sources = Option.Rest({ name: "SOURCE" });
  output = Option.String("-o,--output", { description: "the file to write", required: true });
  set = Option.String("-f,--file", { description: "a file with a set of plugins to pack" });
  locked = Option.Boolean("--locked", false, { description: "with -f: fail if the lock file does not fit the set" });
  platform = Option.String("--platform", {
    description: "the platforms to pack for, such as linux/amd64,windows/amd64; this one by default",
  });
  asInstalled = Option.Array("--as-installed", [], {
    description: "an installed plugin to pack as it is; may be repeated",
  });
  unpackLimit = Option.String("--unpack-limit", {
    description: "bytes that each archive may unpack to, such as 2GiB; none for no limit",
  });
  caFile = caFileOption();
  username = usernameOption("of the URLs");
  passwordStdin = passwordOption();
  timeout = timeoutOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    const platforms = requireFitting(host, this);
    const wishes = await this.wishes();
    const sources = await this.sourcesToPack(wishes, platforms);
    const manage = createManageContext(luff, "stderr");
    const watch = host.signals.watch();
    try {
      const context = { ...manage, guard: guardOf(watch) };
      const parts = await withTemporaryFolder(host, (path) =>
        this.save({ context, path, describe: describeSource }, sources, platforms),
      );
      noteHooks(manage, parts);
      const text = [`Saved ${countOf(parts)} to: ${this.output}`, ...parts.map(lineOf)];
      const stream = isStandardOutput(host, this.output) ? "stderr" : "stdout";
      host.terminal.write(stream, text.map((line) => `${terminalLine(line)}\n`).join(""));
    } catch (error) {
      throw stoppedBefore(error, `${this.output} was not written`);
    } finally {
      watch.end();
    }
    return 0;
  }

  private async wishes(): Promise<Wishes> {
    const limits = readUnpackLimits("plugin bundle save", this.unpackLimit);
    const connection = await readConnectionFlags(this.context.luff.host, this);
    return { connection, ...(limits !== undefined && { limits }) };
  }

  /** The sources of the command line, then those of the set. */
  private async sourcesToPack(wishes: Wishes, platforms: readonly Platform[]): Promise<readonly NamedSource[]> {
    const { host } = this.context.luff;
    const named = this.sources.map((text): NamedSource => {
      const source = parseSource(host, text);
      const pack: SourceToPack = () => ({ staging: async () => ({ source, ...wishesOf(source, wishes) }) });
      return { source, pack, explain: (error) => error };
    });
    const wanted = this.set === undefined ? [] : await this.wanted(this.set, wishes, platforms);
    requireOneServer(wishes.connection, serversOf([...named, ...wanted].map(({ source }) => source)));
    return [...named, ...wanted];
  }

  /** The entries of the set in a file. Throws AppError for one whose source is none. */
  private async wanted(file: string, wishes: Wishes, platforms: readonly Platform[]): Promise<readonly NamedSource[]> {
    const { host } = this.context.luff;
    const use = this.locked ? "required" : "if-there";
    const named = (error: unknown): unknown => (error instanceof AppError ? namingSet(error, file) : error);
    const lockUse = { use, platforms: platforms.map(showPlatform) } as const;
    const set = await loadSet(host, absolutePath(host, file), lockUse).catch((error: unknown) => {
      throw named(error);
    });
    return set.entries.map((entry): NamedSource => {
      const explain = (error: unknown): unknown => named(explainInEntry(set, entry, error));
      const pack: SourceToPack = (platform) => {
        const resolved = resolveEntry(host, entry, set, platform);
        return {
          staging: (context) => stagingOf(context, resolved, wishesOf(resolved.source, wishes)),
          accept: (staged, plugin) => requireEntry(resolved, staged, plugin),
        };
      };
      try {
        return { source: resolveEntry(host, entry, set).source, pack, explain };
      } catch (error) {
        throw explain(error);
      }
    });
  }

  private async save(
    packing: PackContext,
    sources: readonly NamedSource[],
    platforms: readonly Platform[],
  ): Promise<readonly BundlePart[]> {
    const { host, guard } = packing.context;
    const parts: BundlePart[] = [];
    for (const [index, { pack, explain }] of sources.entries()) {
      const wish = { name: `source-${index}`, platforms };
      const packed = await packSource(packing, pack, wish).catch((error: unknown) => {
        throw explain(error);
      });
      requireDistinct(parts, packed);
      parts.push(...packed);
    }
    for (const [index, name] of this.asInstalled.entries()) {
      const installed = await requireInstalled(this.context.luff, name);
      const packed = [await packInstalled(packing, installed, `installed-${index}`)];
      requireDistinct(parts, packed);
      parts.push(...packed);
    }
    await receiveFile(host, this.output, async (file) => {
      await writeBytes(host, file, bundleBytes(host, parts));
      await guard();
    });
    return parts;
  }
}

/** What is wished for every source. */
interface Wishes extends Pick<Staging, "limits"> {
  readonly connection: ConnectionWishes;
}

/** A source to pack, of the command line or of a set. */
interface NamedSource {
  readonly source: Source;
  readonly pack: SourceToPack;
  /** Adds to an error which entry of the set it is about. */
  readonly explain: (error: unknown) => unknown;
}

function wishesOf(source: Source, { connection, ...wishes }: Wishes): Pick<Staging, "limits" | "connection"> {
  return { ...wishes, ...connectionFor(source, connection) };
}

/** The platforms to pack for. Throws AppError "usage" for words that do not fit together. */
function requireFitting(host: Host, command: PluginBundleSaveCommand): readonly Platform[] {
  const { sources, asInstalled, set, locked, platform } = command;
  const name = "plugin bundle save";
  if (set === undefined && sources.length + asInstalled.length === 0) {
    throw new AppError("usage", `luff ${name}: there is nothing to save`, {
      hint: "Name sources, a set of plugins with -f, or installed plugins with --as-installed.",
    });
  }
  if (locked && set === undefined) throw new AppError("usage", `luff ${name}: --locked is for a set, -f FILE`);
  const here = { os: host.os, arch: host.arch };
  const platforms = readPlatforms(name, platform) ?? [here];
  const others = platforms.filter((each) => showPlatform(each) !== showPlatform(here)).map(showPlatform);
  if (asInstalled.length === 0 || others.length === 0) return platforms;
  const message = `luff ${name}: --as-installed packs for this platform alone, ${showPlatform(here)}, not for ${others.join(", ")}`;
  throw new AppError("usage", message, { hint: "Save installed plugins into a bundle of their own on each platform." });
}

/** Names the plugins of which a part may be missing without a network. */
function noteHooks({ note }: ManageContext, parts: readonly BundlePart[]): void {
  const hooked = parts.filter(({ hasInstallHook, asInstalled }) => hasInstallHook && !asInstalled);
  for (const name of new Set(hooked.map((part) => part.name))) {
    note(
      `plugin "${name}" has an install hook, and what that downloads is not in the bundle; ` +
        "--as-installed packs an installed plugin with it",
    );
  }
}

function countOf(parts: readonly BundlePart[]): string {
  const { size } = new Set(parts.map(({ name }) => name));
  return size === 1 ? "1 plugin" : `${size} plugins`;
}

function lineOf({ name, version, platform, source }: BundlePart): string {
  const only = platform === undefined ? "" : `, for ${showPlatform(platform)}`;
  return `  ${[name, version].join(" ").trim()}${only}, from ${source}`;
}

/** A bundle has the plugin of a name from one source, since only one can be installed. */
function requireDistinct(parts: readonly BundlePart[], [next]: readonly BundlePart[]): void {
  if (!parts.some(({ name }) => name === next?.name)) return;
  throw new AppError("usage", `luff plugin bundle save: the plugin "${next?.name}" is named twice`, {
    hint: "Name each plugin once.",
  });
}
