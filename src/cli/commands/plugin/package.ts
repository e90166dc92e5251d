import { Command, Option } from "clipanion";
import { packageBytes, packageName, planPackage, type PackagePlan } from "../../../author/package-plugin.ts";
import { AppError } from "../../../errors/app-error.ts";
import { HostError } from "../../../host/host-error.ts";
import { renderStructured } from "../../../output/structured.ts";
import { pathStyle } from "../../../platform/path-style.ts";
import type { InstalledPlugin } from "../../../plugin/installed-plugin.ts";
import { archiveFolderName } from "../../../source/archive-name.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import { absolutePath } from "../../files/absolute-path.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { writeBytes } from "../../../archive/write-bytes.ts";
import { withFolderHint } from "../../plugin/with-folder-hint.ts";
import { outputOption } from "../../flags/output-option.ts";
import { stderrNote } from "../../notes/stderr-note.ts";
import { receiveFile } from "../../files/receive-file.ts";
import { requirePluginIn } from "../../call/require-plugin.ts";

/** `luff plugin package`. */
export class PluginPackageCommand extends Command<CommandContext> {
  static override paths = [["plugin", "package"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin package"),
    details:
      "Packs the plugin in a folder, the working folder if none is named, into NAME-VERSION.tgz, which luff and Helm 4 " +
      "install. It leaves out folders of version control, and files that .luffignore names (with the syntax of .gitignore). " +
      "The same files give the same bytes.",
    examples: [
      ["Pack a plugin", "$0 plugin package ./my-plugin"],
      ["Write the archive to another folder", "$0 plugin package -d . ./my-plugin"],
      ["List what would be packed", "$0 plugin package --dry-run ./my-plugin"],
    ],
  });

  folder = Option.String({ name: "DIR", required: false });
  destination = Option.String("-d,--destination", ".", { description: "the folder for the archive" });
  dryRun = Option.Boolean("--dry-run", false, { description: "change nothing, and list what would be packed" });
  sign = Option.String("--sign", { description: "sign the archive: not possible yet", tolerateBoolean: true });
  output = outputOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    requireNoSignature(this.sign);
    const word = this.folder ?? ".";
    const installed = await withFolderHint(luff, { word, command: "luff plugin package" }, () =>
      requirePluginIn(luff, word),
    );
    const name = packageName(installed.plugin);
    const file = pathStyle(host.os).join(absolutePath(host, this.destination), name);
    const plan = this.plan(installed, { top: archiveFolderName(name), file });
    plan.notes.forEach(stderrNote(host));
    const sha256 = this.dryRun ? null : await this.write(plan, file);
    await this.print(installed, plan, { file, sha256 });
    return 0;
  }

  private plan(installed: InstalledPlugin, request: Parameters<typeof planPackage>[2]): PackagePlan {
    try {
      return planPackage(this.context.luff.host, installed, request);
    } catch (error) {
      if (!(error instanceof HostError)) throw error;
      throw new AppError("file-failed", `cannot read ${error.path}: ${error.detail}`, { cause: error });
    }
  }

  /** Returns the archive's SHA-256. */
  private async write(plan: PackagePlan, file: string): Promise<string> {
    const { host } = this.context.luff;
    return receiveFile(host, file, async (temporary) => {
      const { sha256 } = await writeBytes(host, temporary, packageBytes(host, plan));
      return sha256;
    });
  }

  private async print(
    { plugin: { name, version } }: InstalledPlugin,
    { entries }: PackagePlan,
    { file, sha256 }: { readonly file: string; readonly sha256: string | null },
  ): Promise<void> {
    const { terminal } = this.context.luff.host;
    const paths = entries.map(({ path, kind }) => (kind === "directory" ? `${path}/` : path));
    // Helm 4's own words.
    const lines =
      sha256 === null
        ? [`Would package plugin ${name}, and save it to: ${file}`, ...paths.map((path) => `  ${path}`)]
        : [`Successfully packaged plugin and saved it to: ${file}`, `SHA-256: ${sha256}`];
    const result = sha256 === null ? "would-package" : "packaged";
    const value = { name, version, file, sha256, entries: paths, result };
    const text = lines.map((line) => `${terminalLine(line)}\n`).join("");
    terminal.write("stdout", this.output === "table" ? text : await renderStructured(this.output, value));
  }
}

/** Helm 4 signs unless the flag is false, and calls that turn it off go on working. */
function requireNoSignature(sign: string | boolean | undefined): void {
  if (sign === undefined || sign === false || sign === "false") return;
  throw new AppError("signing-unsupported", "luff cannot sign packages yet", {
    hint: "Leave out --sign: luff then packs the plugin without a signature.",
  });
}
