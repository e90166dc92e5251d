import { Command, Option } from "clipanion";
import { AppError } from "../../../errors/app-error.ts";
import type { Host } from "../../../host/host.ts";
import type { ManageContext } from "../../../manage/manage-context.ts";
import { hasRunHook, type Receipt } from "../../../manage/receipt/receipt.ts";
import {
  previewUpdate,
  updatePlugin,
  type UpdatedPlugin,
  type UpdateOutcome,
  type UpdateRequest,
} from "../../../manage/change/update-plugin.ts";
import { aboutPlugin } from "../../../manage/change/about-plugin.ts";
import { findOrigin } from "../../../manage/receipt/find-origin.ts";
import type { ConnectionWishes } from "../../../manage/stage/connection.ts";
import { serversOf } from "../../../manage/stage/connection-for.ts";
import { renderStructured } from "../../../output/structured.ts";
import { brokenError } from "../../../manage/link-removal.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import type { Source } from "../../../source/source.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { readConnectionFlags, requireOneServer } from "../../flags/connection-flags.ts";
import { caFileOption, passwordOption, timeoutOption, usernameOption } from "../../flags/connection-options.ts";
import { outputOption } from "../../flags/output-option.ts";
import { createManageContext } from "../../plugin/create-manage-context.ts";
import { findPlugins, wishesForAll, type FoundPlugins, type UpdateWish } from "../../plugin/update-wishes.ts";
import { fewOf, noteLost } from "../../plugin/note-lost.ts";
import { warnInstalled } from "../../plugin/warn-installed.ts";
import { describeRevision } from "../../plugin/describe-origin.ts";
import { forEachOf } from "../../plugin/for-each-of.ts";
import { hookLines, previewHook, type HookPreview } from "../../plugin/preview-hook.ts";
import { readUnpackLimits } from "../../flags/read-unpack-limits.ts";

/** `luff plugin update`. */
export class PluginUpdateCommand extends Command<CommandContext> {
  static override paths = [
    ["plugin", "update"],
    ["plugin", "up"],
  ];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin update"),
    details:
      "Fetches plugins again from their source: the newest version of a git repository or GitHub release that fits the version given at the " +
      "install, or an archive whose content has changed. The new version is a clean copy, in which the " +
      "update hook runs (the install hook, if the plugin has no update hook). If anything fails, luff restores the old version. " +
      "Linked and pinned plugins do not change.",
    examples: [
      ["Update a plugin", "$0 plugin update diff"],
      ["Print what would be updated", "$0 plugin update --all --dry-run"],
      ["Update it to another range of versions", "$0 plugin update --version ^3 diff"],
      ["Keep its version from now on", "$0 plugin update --pin diff"],
      ["Update all plugins except pinned ones", "$0 plugin update --all"],
      [
        "Update it as a user of its server, with the password from a file",
        "$0 plugin update --username me --password-stdin diff < FILE",
      ],
    ],
  });

  names = Option.Rest({ name: "NAME" });
  all = Option.Boolean("--all", false, { description: "update all plugins" });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and print what would be done" });
  version = Option.String("--version", {
    description: "of a repository: a tag, a constraint such as ^1.2, a branch or a commit, from now on",
  });
  pin = Option.Boolean("--pin", false, {
    description: "keep the plugin at its version, or the one of --version, from now on",
  });
  unpin = Option.Boolean("--unpin", false, { description: "update the plugin although it is pinned, from now on" });
  noHooks = Option.Boolean("--no-hooks", false, { description: "do not run the plugins' hooks" });
  unpackLimit = Option.String("--unpack-limit", {
    description: "bytes that an archive may unpack to, such as 2GiB; none for no limit",
  });
  caFile = caFileOption();
  username = usernameOption("of the plugin's URL");
  passwordStdin = passwordOption();
  timeout = timeoutOption();
  output = outputOption();

  override async execute(): Promise<number> {
    requireFitting(this);
    const { host } = this.context.luff;
    const connection = await readConnectionFlags(host, this);
    const manage = createManageContext(this.context.luff, this.output === "table" ? "stdout" : "stderr");
    const looksAtAll = this.all || connection.credentials !== undefined;
    const plugins: FoundPlugins = looksAtAll ? await findPlugins(manage) : { installed: [], broken: [] };
    const wishes: readonly UpdateWish[] = this.all
      ? wishesForAll(host, plugins)
      : [...new Set(this.names)].map((name) => ({ name }));
    const names = new Set(wishes.map(({ name }) => name));
    requireOneServer(connection, serversOf(sourcesOf(host, plugins.installed, names)));
    if (this.all && wishes.length === 0) manage.note("no plugin is installed, so there is nothing to update");
    const results: unknown[] = [];
    try {
      await forEachOf(wishes, "plugins could not be updated", async (wish) => {
        const { name, broken, isHidden } = wish;
        if (broken !== undefined && isHidden) throw await brokenError(manage, broken);
        const outcome = await this.updateUnlessUnknown(manage, wish, connection).catch(async (error: unknown) => {
          if (broken !== undefined && isUnknown(error)) throw await brokenError(manage, broken);
          throw wishes.length > 1 && error instanceof AppError ? aboutPlugin(error, name) : error;
        });
        if (outcome === undefined) return;
        if (outcome.kind === "updated") {
          noteLost(manage, { ...outcome, name: outcome.from.name }, this.dryRun);
          if (!this.dryRun) await warnInstalled(host, outcome.installed);
        }
        const hook = this.hookOf(outcome);
        if (this.output === "table") this.print([...linesOf(name, outcome, this), ...hookLines(hook ?? null)]);
        results.push({ ...describeOutcome(name, outcome, this.dryRun), ...(hook !== undefined && { hook }) });
      });
    } finally {
      const { terminal } = this.context.luff.host;
      if (this.output !== "table") terminal.write("stdout", await renderStructured(this.output, results));
    }
    return 0;
  }

  /** With --all a plugin that luff cannot fetch anew is not a failure. */
  private async updateUnlessUnknown(
    manage: ManageContext,
    { name, broken }: UpdateWish,
    connection: ConnectionWishes,
  ): Promise<UpdateOutcome | undefined> {
    try {
      const outcome = await this.update(manage, name, connection);
      const isWished = this.pin || this.version !== undefined;
      if (outcome.kind === "linked" && isWished && !this.all) throw notOfLinked(name, outcome.path, this);
      return outcome;
    } catch (error) {
      if (!this.all || !isUnknown(error) || broken !== undefined) throw error;
      manage.note(`${error.message}, so it is not updated`);
      return undefined;
    }
  }

  private async update(manage: ManageContext, name: string, connection: ConnectionWishes): Promise<UpdateOutcome> {
    const limits = readUnpackLimits("plugin update", this.unpackLimit);
    const request: UpdateRequest = {
      name,
      runHooks: !this.noHooks,
      connection,
      ...((this.pin || this.unpin) && { pinned: this.pin }),
      ...(this.version !== undefined && { version: this.version }),
      ...(limits !== undefined && { limits }),
    };
    return this.dryRun ? previewUpdate(manage, request) : updatePlugin(manage, request);
  }

  /** The hook that a dry run has found; undefined if it is none. */
  private hookOf(outcome: UpdateOutcome): HookPreview | null | undefined {
    if (!this.dryRun || outcome.kind !== "updated") return undefined;
    if (this.noHooks || hasRunHook(outcome.to.origin)) return null;
    return previewHook(this.context.luff.host, outcome.installed.plugin, "update");
  }

  private print(lines: readonly string[]): void {
    this.context.luff.host.terminal.write("stdout", lines.map((line) => `${terminalLine(line)}\n`).join(""));
  }
}

function isUnknown(error: unknown): error is AppError {
  return error instanceof AppError && error.code === "receipt-missing";
}

/** What was asked for and is not done must not end as a success. */
function notOfLinked(name: string, path: string, { pin }: PluginUpdateCommand): AppError {
  const what = pin ? "pin" : "choose a version of";
  return new AppError("usage", `plugin "${name}" is linked to ${path}, so there is nothing to ${what}`, {
    hint: "The folder is yours, and luff does not update it.",
  });
}

/** The URLs from which plugins of these names would be downloaded. */
function sourcesOf(host: Host, plugins: readonly InstalledPlugin[], names: ReadonlySet<string>): readonly Source[] {
  const chosen = plugins.filter(({ plugin }) => names.has(plugin.name));
  return chosen.flatMap(({ folder }): Source[] => {
    const origin = findOrigin(host, folder)?.origin;
    return origin?.kind === "http" ? [{ kind: "http", url: origin.url }] : [];
  });
}

/** Throws AppError "usage" for words that do not fit together. */
function requireFitting({ names, all, pin, unpin, version }: PluginUpdateCommand): void {
  const wrong = [
    ...(names.length === 0 && !all ? ["name the plugins to update, or use --all"] : []),
    ...(names.length > 0 && all ? ["--all and names cannot be used together"] : []),
    ...(pin && unpin ? ["--pin and --unpin cannot be used together"] : []),
    ...(version !== undefined && (all || new Set(names).size > 1) ? ["--version is for one plugin"] : []),
  ];
  if (wrong.length === 0) return;
  throw new AppError("usage", `luff plugin update: ${wrong.join(", ")}`, { hint: "Run 'luff help plugin update'." });
}

function at({ version, origin }: Receipt): string {
  const revision = describeRevision(origin);
  return `${version || "a version without a number"}${revision === "" ? "" : ` (${revision})`}`;
}

function linesOf(name: string, outcome: UpdateOutcome, { dryRun, pin }: PluginUpdateCommand): string[] {
  switch (outcome.kind) {
    case "linked":
      return [`Plugin ${name} is linked to ${outcome.path}, so there is nothing to update`];
    case "pinned":
      return [`Plugin ${name} is pinned at ${at(outcome.receipt)}; with --unpin luff updates it`];
    case "current":
      if (pin) return [`${dryRun ? "Would pin" : "Pinned"} plugin: ${name} at ${at(outcome.receipt)}`];
      return [
        `Plugin ${name} is already at ${at(outcome.receipt)}${boundsOf(outcome.receipt)}${outcome.isUnpinned ? noLongerPinned(dryRun) : ""}`,
      ];
    case "updated": {
      if (outcome.isMended) return linesOfMended(name, outcome, dryRun);
      const { name: newName } = outcome.installed.plugin;
      const renamed = newName === name ? "" : `, which is called ${newName} now`;
      return [
        `${dryRun ? "Would update" : "Updated"} plugin: ${name}${renamed}`,
        `From ${at(outcome.from)} to ${at(outcome.to)}${pinChangeOf(outcome, dryRun)}`,
      ];
    }
  }
}

function linesOfMended(name: string, { to, lost: { missing }, ...rest }: UpdatedPlugin, dryRun: boolean): string[] {
  const what = missing.length === 0 ? "" : `, which lacked ${fewOf(missing)}`;
  return [
    `${dryRun ? "Would mend" : "Mended"} plugin: ${name}${what}`,
    `At ${at(to)}, installed anew from its source${pinChangeOf({ to, ...rest }, dryRun)}`,
  ];
}

function pinChangeOf({ from, to }: Pick<UpdatedPlugin, "from" | "to">, dryRun: boolean): string {
  if (to.pinned === true) return ", and pinned there";
  return from.pinned === true ? noLongerPinned(dryRun) : "";
}

function noLongerPinned(dryRun: boolean): string {
  return dryRun ? ", and would no longer be pinned" : ", and no longer pinned";
}

/** Why there is nothing newer, where newer versions may exist. */
function boundsOf({ origin }: Receipt): string {
  if ((origin.kind !== "git" && origin.kind !== "github") || origin.constraint === "") return "";
  return `, the newest that --version ${origin.constraint} allows`;
}

function describeOutcome(name: string, outcome: UpdateOutcome, isPreview: boolean): Readonly<Record<string, unknown>> {
  switch (outcome.kind) {
    case "linked":
      return { name, result: "linked", path: outcome.path };
    case "pinned":
    case "current": {
      const { version, origin, pinned = false } = outcome.receipt;
      return { name, result: outcome.kind, version, origin, pinned };
    }
    case "updated": {
      const { from, to, lost, isMended } = outcome;
      const former = { version: from.version, origin: from.origin };
      const [will, has] = isMended ? ["would-mend", "mended"] : ["would-update", "updated"];
      return {
        name: to.name,
        result: isPreview ? will : has,
        version: to.version,
        origin: to.origin,
        pinned: to.pinned ?? false,
        former,
        lost,
      };
    }
  }
}
