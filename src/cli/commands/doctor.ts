import { Command } from "clipanion";
import { FAILURE } from "../../errors/exit-statuses.ts";
import { renderStructured } from "../../output/structured.ts";
import { wrapLine } from "../../output/wrap-line.ts";
import { terminalLine } from "../../text/terminal-line.ts";
import type { CommandContext } from "../command-context.ts";
import { summaryOf } from "../commands.ts";
import { checkFolders } from "../doctor/check-folders.ts";
import { checkNetwork } from "../doctor/check-network.ts";
import { checkPlugins } from "../doctor/check-plugins.ts";
import { checkPrograms } from "../doctor/check-programs.ts";
import { checkTerminal } from "../doctor/check-terminal.ts";
import type { Finding } from "../doctor/finding.ts";
import { outputOption } from "../flags/output-option.ts";
import { tableWidth } from "../notes/table-width.ts";

/** `luff doctor`. */
export class DoctorCommand extends Command<CommandContext> {
  static override paths = [["doctor"]];
  static override usage = Command.Usage({
    description: summaryOf("doctor"),
    details:
      "Looks at Helm's folders, PATH, Helm, the shell, git, proxies, certificates, the terminal and the installed plugins. Says what is " +
      "wrong and what to do. Asks no server. It starts luff, Helm, the shell and git for their versions, each for at most 5 seconds. To see whether luff can write to a folder, it makes one in it and removes it. The status is 1 if there is a problem; a note is not one.",
    examples: [
      ["Check this computer", "$0 doctor"],
      ["Print it for a program", "$0 doctor -o json"],
    ],
  });

  output = outputOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    const findings = [
      ...checkFolders(luff),
      ...(await checkPrograms(host)),
      ...checkNetwork(host),
      ...checkTerminal(host),
      ...(await checkPlugins(luff)),
    ];
    host.terminal.write(
      "stdout",
      this.output === "table"
        ? render(findings, tableWidth(host.terminal))
        : await renderStructured(this.output, findings),
    );
    return findings.some(({ status }) => status === "problem") ? FAILURE : 0;
  }
}

const MARKS: Readonly<Record<Finding["status"], string>> = { ok: "ok      ", note: "note    ", problem: "PROBLEM " };

function render(findings: readonly Finding[], width: number): string {
  const lines = findings.flatMap(({ status, text, hint }) => [
    ...wrapLine(terminalLine(MARKS[status] + text), { width, indent: MARKS[status].length }),
    ...(hint === "" ? [] : wrapLine(terminalLine(`        → ${hint}`), { width, indent: 10 })),
  ]);
  const problems = findings.filter(({ status }) => status === "problem").length;
  const sum = problems === 1 ? "1 problem" : `${problems} problems`;
  return [...lines, sum].map((line) => `${line}\n`).join("");
}
