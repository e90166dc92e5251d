import { Command, Option } from "clipanion";
import { AppError } from "../../../errors/app-error.ts";
import type { Host } from "../../../host/host.ts";
import { renderFault } from "../../../manifest/render-fault.ts";
import {
  installPlugin,
  previewInstall,
  type InstallOutcome,
  type InstallRequest,
} from "../../../manage/change/install-plugin.ts";
import { parseChecksum } from "../../../manage/receipt/checksum.ts";
import type { ManageContext } from "../../../manage/manage-context.ts";
import { renderStructured } from "../../../output/structured.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import { pathStyle } from "../../../platform/path-style.ts";
import { parseSource } from "../../../source/parse-source.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { hidesPlugin, summaryOf } from "../../commands.ts";
import { outputOption } from "../../flags/output-option.ts";
import { readConnectionFlags } from "../../flags/connection-flags.ts";
import { caFileOption, passwordOption, timeoutOption, usernameOption } from "../../flags/connection-options.ts";
import { describeOrigin } from "../../plugin/describe-origin.ts";
import { createManageContext } from "../../plugin/create-manage-context.ts";
import { hookLines, previewHook } from "../../plugin/preview-hook.ts";
import { runSet, type SetCall } from "../../plugin/install-set.ts";
import { warnInstalled } from "../../plugin/warn-installed.ts";
import { warnPending } from "../../plugin/warn-pending.ts";
import { STILL_PINNED } from "../../plugin/still-pinned.ts";
import { readPlatforms } from "../../flags/read-platforms.ts";
import { readUnpackLimits } from "../../flags/read-unpack-limits.ts";
import { requireFittingFlags } from "../../flags/require-fitting-flags.ts";
import { writeWarnings } from "../../notes/write-warnings.ts";

/** `luff plugin install`. */
export class PluginInstallCommand extends Command<CommandContext> {
  static override paths = [
    ["plugin", "install"],
    ["plugin", "add"],
  ];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin install"),
    details:
      "Installs the plugin in a folder as a link to the folder, so changes there take effect at once. An archive " +
      "(.tgz, .tar.gz, .tar, .zip; luff looks at its content) is unpacked, and downloaded first if it is a URL of http or https; it is " +
      "checked against the checksum file beside it, if there is one. The program git downloads a git repository: " +
      "https of the known forges or an address that ends in .git, git@host:path, ssh, git and file; git+https://… for any other host, " +
      "and //FOLDER after it for a folder in the repository. github:OWNER/REPO is the newest release on GitHub, github:OWNER/REPO@TAG " +
      "that of a tag: the asset for this platform if it is a plugin, otherwise the source. The plugin's install hook runs when the plugin is in its place. " +
      "If anything fails, nothing is installed. With -f luff installs all plugins of a file, changes those that have another " +
      "version or source, and leaves the others alone.",
    examples: [
      ["Install the plugin in a folder", "$0 plugin install ./my-plugin"],
      ["Install an archive whose checksum is known", "$0 plugin install --checksum sha256:HEX ./my-plugin-1.0.0.tgz"],
      ["Download an archive and install it", "$0 plugin install https://example.com/my-plugin-1.0.0.tgz"],
      [
        "Download it as a user, with the password from a file",
        "$0 plugin install --username me --password-stdin https://example.com/my-plugin.tgz < FILE",
      ],
      [
        "Install the newest version of a git repository that a constraint allows",
        "$0 plugin install --version ^3 https://github.com/databus23/helm-diff",
      ],
      ["Install the newest release of a repository on GitHub", "$0 plugin install github:databus23/helm-diff"],
      ["Do nothing if it is installed", "$0 plugin install --if-missing ./my-plugin"],
      ["Install it again, without running its hooks", "$0 plugin install --force --no-hooks ./my-plugin"],
      ["Print what would be done", "$0 plugin install --dry-run ./my-plugin"],
      ["Install a set of plugins", "$0 plugin install -f plugins.yaml"],
      [
        "Lock the set for machines of two kinds",
        "$0 plugin install -f plugins.yaml --lock --platform linux/amd64,windows/amd64",
      ],
      ["Install exactly what was locked, and remove all others", "$0 plugin install -f plugins.yaml --locked --prune"],
    ],
  });

  source = Option.String({ name: "SOURCE", required: false });
  file = Option.String("-f,--file", { description: "a file with a set of plugins to install, instead of SOURCE" });
  prune = Option.Boolean("--prune", false, { description: "with -f: remove the plugins that are not in the set" });
  lock = Option.Boolean("--lock", false, { description: "with -f: write what is installed to the set's lock file" });
  locked = Option.Boolean("--locked", false, { description: "with -f: fail if the lock file does not fit the set" });
  platform = Option.String("--platform", {
    description: "with --lock: the platforms to lock besides this one, such as linux/amd64,windows/amd64",
  });
  ifMissing = Option.Boolean("--if-missing", false, { description: "keep an installed plugin, without an error" });
  force = Option.Boolean("--force", false, { description: "replace an installed plugin" });
  noHooks = Option.Boolean("--no-hooks", false, { description: "do not run the plugin's hooks" });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be done" });
  version = Option.String("--version", {
    description: "of a repository: a tag, a constraint such as ^1.2, a branch or a commit",
  });
  asset = Option.String("--asset", {
    description: "of a GitHub release: the name of the asset to install; * and ? stand for other characters",
  });
  checksum = Option.String("--checksum", { description: "sha256:HEX, which the archive must have" });
  unpackLimit = Option.String("--unpack-limit", {
    description: "bytes that an archive may unpack to, such as 2GiB; none for no limit",
  });
  caFile = caFileOption();
  username = usernameOption();
  passwordStdin = passwordOption();
  timeout = timeoutOption();
  verify = Option.String("--verify", { description: "check a signature: not possible yet", tolerateBoolean: true });
  output = outputOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    requireNoVerification(this.verify);
    if (this.ifMissing && this.force) {
      throw new AppError("usage", "luff plugin install: --if-missing and --force cannot be used together", {
        hint: "--if-missing keeps an installed plugin, --force replaces it.",
      });
    }
    const manage = createManageContext(luff, this.output === "table" ? "stdout" : "stderr");
    requireFitting(this);
    if (this.file !== undefined) {
      await runSet(manage, await setCallOf(luff.host, this, this.file));
      return 0;
    }
    const request: InstallRequest = {
      source: parseSource(luff.host, this.source ?? ""),
      ifPresent: presenceOf(this),
      runHooks: !this.noHooks,
      ...(this.version !== undefined && { version: this.version }),
      ...(this.asset !== undefined && { asset: this.asset }),
      ...archiveWishes(this),
      ...(await connectionWishes(luff.host, this)),
    };
    requireFittingFlags(request);
    if (this.dryRun) return this.preview(manage, request);
    const outcome = await installPlugin(manage, request);
    reportWarnings(luff.host.terminal, outcome.installed);
    await warnInstalled(luff.host, outcome.installed);
    await this.print(outcomeLines(outcome), describeOutcome(outcome));
    return 0;
  }

  private async preview(manage: ManageContext, request: InstallRequest): Promise<number> {
    warnPending(manage);
    const { plan, installed, directory } = await previewInstall(manage, request);
    const { plugin, folder } = installed;
    const { name, version } = plugin;
    if (plan.kind === "keep") {
      await this.print([`Plugin ${name} is installed and would stay.`], { name, version, folder, result: "kept" });
      return 0;
    }
    const verb = plan.goes === null ? "install" : "replace";
    const hook = request.runHooks ? previewHook(this.context.luff.host, plugin, "install") : null;
    const line = `Would ${verb} plugin: ${[name, version].join(" ").trim()} in ${directory}`;
    await this.print([line, ...hookLines(hook)], {
      name,
      version,
      folder: pathStyle(this.context.luff.host.os).join(directory, plan.comes),
      result: `would-${verb}`,
      hook,
    });
    return 0;
  }

  private async print(lines: readonly string[], value: unknown): Promise<void> {
    const { terminal } = this.context.luff.host;
    const text = lines.map((line) => `${terminalLine(line)}\n`).join("");
    terminal.write("stdout", this.output === "table" ? text : await renderStructured(this.output, value));
  }
}

/** Throws AppError "usage" for words that do not fit together. */
function requireFitting(command: PluginInstallCommand): void {
  const { source, file, prune, lock, locked, platform, force, ifMissing, version, asset, checksum } = command;
  const forSource = force || ifMissing || [source, version, asset, checksum].some((text) => text !== undefined);
  const wrong = [
    ...(source === undefined && file === undefined ? ["name a source, or a set of plugins with -f"] : []),
    ...(file !== undefined && forSource
      ? ["-f excludes a source, --version, --asset, --checksum, --if-missing and --force"]
      : []),
    ...(file === undefined && (prune || lock || locked) ? ["--prune, --lock and --locked are for a set, -f FILE"] : []),
    ...(platform !== undefined && !lock ? ["--platform is for --lock"] : []),
    ...(lock && locked ? ["--lock and --locked cannot be used together"] : []),
  ];
  if (wrong.length === 0) return;
  throw new AppError("usage", `luff plugin install: ${wrong.join(", ")}`, { hint: "Run 'luff help plugin install'." });
}

async function setCallOf(host: Host, command: PluginInstallCommand, file: string): Promise<SetCall> {
  const { prune, noHooks, dryRun, output, unpackLimit } = command;
  const limits = readUnpackLimits("plugin install", unpackLimit);
  const connection = await readConnectionFlags(host, command);
  const platforms = readPlatforms("plugin install", command.platform) ?? [];
  return { file, prune, lock: lockOf(command), platforms, runHooks: !noHooks, limits, connection, dryRun, output };
}

function lockOf({ lock, locked }: PluginInstallCommand): SetCall["lock"] {
  if (lock) return "write";
  return locked ? "require" : "keep";
}

/** Helm 4 has the flag, and calls that turn it off go on working. */
function requireNoVerification(verify: string | boolean | undefined): void {
  if (verify === undefined || verify === false || verify === "false") return;
  throw new AppError("verification-unsupported", "luff cannot verify signatures of plugins yet", {
    hint: "Leave out --verify: luff then installs the plugin and checks no signature.",
  });
}

/** Throws AppError "checksum-invalid", or "usage" for a limit that is none. */
function archiveWishes({ checksum, unpackLimit }: PluginInstallCommand): Pick<InstallRequest, "checksum" | "limits"> {
  const limits = readUnpackLimits("plugin install", unpackLimit);
  return {
    ...(checksum !== undefined && { checksum: { sha256: parseChecksum(checksum), file: "--checksum" } }),
    ...(limits !== undefined && { limits }),
  };
}

async function connectionWishes(host: Host, flags: PluginInstallCommand): Promise<Pick<InstallRequest, "connection">> {
  const connection = await readConnectionFlags(host, flags);
  return Object.keys(connection).length === 0 ? {} : { connection };
}

function presenceOf({ ifMissing, force }: PluginInstallCommand): InstallRequest["ifPresent"] {
  if (force) return "replace";
  return ifMissing ? "keep" : "fail";
}

function outcomeLines(outcome: InstallOutcome): string[] {
  const { name, version } = outcome.installed.plugin;
  if (outcome.kind === "kept") return [`Plugin ${name} is already installed${version === "" ? "" : `: ${version}`}`];
  return [
    `Installed plugin: ${name}`,
    `${version === "" ? "" : `Version ${version}, `}${describeOrigin(outcome.origin)}${outcome.pinned ? STILL_PINNED : ""}`,
  ];
}

function describeOutcome(outcome: InstallOutcome): unknown {
  const { plugin, folder } = outcome.installed;
  const { name, version } = plugin;
  if (outcome.kind === "kept") return { name, version, folder, result: "kept" };
  const { origin, pinned } = outcome;
  return { name, version, folder, result: "installed", origin, ...(pinned && { pinned }) };
}

/** What the manifest says that is most likely a mistake, and that the plugin can only be called by its folder. */
function reportWarnings(terminal: Parameters<typeof writeWarnings>[0], installed: InstalledPlugin): void {
  const { plugin, manifestPath, warnings, folder } = installed;
  const hidden = hidesPlugin(plugin.name)
    ? [`plugin "${plugin.name}" is hidden by luff's own command; run it by its folder, ${folder}`]
    : [];
  writeWarnings(terminal, [...hidden, ...warnings.map((fault) => renderFault(manifestPath, fault))]);
}
