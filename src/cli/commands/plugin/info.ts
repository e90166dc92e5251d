import { Command, Option } from "clipanion";
import { selectCommand } from "../../../command/select-command.ts";
import type { Host } from "../../../host/host.ts";
import type { Receipt } from "../../../manage/receipt/receipt.ts";
import { mendHint } from "../../../manage/receipt/mend-hint.ts";
import { findOrigin } from "../../../manage/receipt/find-origin.ts";
import { renderStructured } from "../../../output/structured.ts";
import { renderTable } from "../../../output/table.ts";
import { shownPath } from "../../../platform/shown-path.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import { classifyPlugin, planPlain } from "../../../run/classify-plugin.ts";
import { explainCommand } from "../../../run/explain-command.ts";
import { explainGetter } from "../../../run/explain-getter.ts";
import { explainStart } from "../../../run/explain-start.ts";
import { whyNotHere } from "../../../run/why-not-here.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import { buildInfo } from "../../build-info.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { outputOption } from "../../flags/output-option.ts";
import { describeConstraint, describeOrigin } from "../../plugin/describe-origin.ts";
import { requireInstalled } from "../../plugin/require-installed.ts";
import { warnPending } from "../../plugin/warn-pending.ts";

/** `luff plugin info`. */
export class PluginInfoCommand extends Command<CommandContext> {
  static override paths = [["plugin", "info"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin info"),
    details:
      "Prints the facts of the plugin's manifest, where it came from, which command runs on this machine and why, whether it can be started here, and its hooks.",
    examples: [
      ["Print it for reading", "$0 plugin info diff"],
      ["Print it for a program", "$0 plugin info diff -o json"],
    ],
  });

  name = Option.String({ name: "NAME" });
  output = outputOption();

  override async execute(): Promise<number> {
    const { host } = this.context.luff;
    const facts = await factsOf(host, await requireInstalled(this.context.luff, this.name));
    const text = this.output === "table" ? renderFacts(host, facts) : await renderStructured(this.output, facts);
    host.terminal.write("stdout", text);
    warnPending(this.context.luff);
    return 0;
  }
}

interface ReceiptFacts {
  readonly receipt: Receipt | null;
  readonly installedByLuff: boolean;
}

type Facts = Awaited<ReturnType<typeof factsOf>>;

async function factsOf(host: Host, installed: InstalledPlugin) {
  const { plugin, folder } = installed;
  const run = planPlain(host, installed);
  const { types, runtime } = classifyPlugin(host, installed, run);
  const command = explainCommand(host, installed);
  const start = await explainStart(host, installed);
  const problem = await whyNotHere(host, { installed, run }, { version: buildInfo().version, isReady: false });
  const found = findOrigin(host, folder);
  return {
    name: plugin.name,
    version: plugin.version,
    types,
    runtime,
    description: plugin.longHelp || plugin.shortHelp,
    sourceURL: plugin.sourceURL,
    folder,
    command: command?.words ?? null,
    commandReason: command?.reason ?? null,
    startedFile: start?.kind === "starts" ? start.file : null,
    startFailure: problem?.reason ?? null,
    startHint: problem === undefined ? null : (mendHint(host, installed, problem.reason) ?? problem.hint),
    hooks: plugin.hooks.map(({ event, commands }) => ({ event, here: selectCommand(commands, host).kind !== "none" })),
    protocols: plugin.getters.flatMap(({ protocols }) => protocols),
    getters: plugin.getters.map((getter) => ({
      protocols: getter.protocols,
      command: explainGetter(host, { installed, getter }) ?? command?.words ?? null,
    })),
    origin: found?.origin ?? null,
    receipt: found?.receipt ?? null,
    installedByLuff: found?.receipt !== undefined && !found.isForeign,
  };
}

function renderFacts({ os }: Host, facts: Facts): string {
  const hooks = facts.hooks.map(({ event, here }) => (here ? event : `${event} (not on this platform)`));
  const shownWords = (words: readonly string[]): string => words.map((word) => shownPath(os, word)).join(" ");
  const rows: readonly (readonly [string, string])[] = [
    ["Name:", facts.name],
    ["Version:", facts.version || "none"],
    ["Description:", facts.description.split("\n", 1)[0] ?? ""],
    ["Type:", facts.types.join(", ")],
    ["Runtime:", facts.runtime],
    ["Folder:", facts.folder],
    ["Home:", facts.sourceURL],
    ["Source:", facts.origin === null ? "not known: luff did not install it" : describeOrigin(facts.origin)],
    ["Version wanted:", facts.origin === null ? "" : describeConstraint(facts.origin)],
    ...receiptRows(facts),
    ["Command here:", facts.command === null ? "none" : shownWords(facts.command)],
    ...facts.getters.map(({ protocols, command }): readonly [string, string] => [
      "Getter here:",
      `${command === null ? "none" : shownWords(command)} (luff get ${protocols[0] ?? ""}://…)`,
    ]),
    ["Chosen by:", facts.commandReason ?? ""],
    ["Starts:", facts.startedFile ?? ""],
    ["Does not start:", facts.startFailure ?? ""],
    ["What to do:", facts.startHint ?? ""],
    ["Hooks:", hooks.join(", ")],
    ["Protocols:", facts.protocols.join(", ")],
  ];
  return renderTable(rows.filter(([, value]) => value !== "").map((row) => row.map(terminalLine)));
}

function receiptRows({ receipt, installedByLuff }: ReceiptFacts): readonly (readonly [string, string])[] {
  if (receipt === null) return [];
  const { origin, installed, luff, pinned = false } = receipt;
  return [
    ["SHA-256:", "sha256" in origin ? origin.sha256 : ""],
    ["Pinned:", pinned ? "yes" : ""],
    [
      "Installed:",
      installedByLuff ? `${installed} by luff ${luff}` : "by another program than luff, or changed by one",
    ],
  ];
}
