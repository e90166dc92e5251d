import { Command, Option } from "clipanion";
import { indexArchives } from "../../../author/index-archives.ts";
import { AppError } from "../../../errors/app-error.ts";
import { mergeEntries, parseIndex, renderIndex, type IndexEntry } from "../../../hub/plugin-index.ts";
import { parseAddress } from "../../../http/address.ts";
import { fileFailure } from "../../../manage/store/file-failure.ts";
import { pathStyle } from "../../../platform/path-style.ts";
import { countOf } from "../../../text/count-of.ts";
import { terminalLine } from "../../../text/terminal-line.ts";
import { absolutePath } from "../../files/absolute-path.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { readIndexFile } from "../../plugin/search-index-at.ts";
import { deviceAt, isStandardOutput } from "../../files/device.ts";
import { writeOutput } from "../../files/write-output.ts";
import { requireNoDevice } from "../../files/require-no-device.ts";
import { withTemporaryFolder } from "../../files/with-temporary-folder.ts";

/** `luff plugin index`. */
export class PluginIndexCommand extends Command<CommandContext> {
  static override paths = [["plugin", "index"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin index"),
    details:
      "Writes a file with the name, version, description and SHA-256 of each archive, by the manifest in it, and of all archives " +
      "in a folder. 'luff plugin search --index' looks into it. The archives are found relative to the file, or with --url at that address.",
    examples: [
      ["Index the archives in a folder", "$0 plugin index -o index.yaml ."],
      [
        "Add one that is downloaded from a server",
        "$0 plugin index --merge --url https://example.com/plugins -o index.yaml my-plugin-1.0.0.tgz",
      ],
    ],
  });

  archives = Option.Rest({ name: "DIR|ARCHIVE", required: 1 });
  url = Option.String("--url", { description: "the address of the folder from which the archives are downloaded" });
  merge = Option.Boolean("--merge", false, { description: "keep what the file already has" });
  output = Option.String("-o,--output", { description: "the file to write", required: true });

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    requireNoDevice(host, this.output);
    const file = absolutePath(host, this.output);
    const base = this.url === undefined ? undefined : requireUrl(this.url);
    // Addresses in an index that goes into a pipe begin at the folder in which luff was started.
    const isFile = deviceAt(host, file) === undefined;
    const folder = isFile ? pathStyle(host.os).directory(file) : host.environment.workingDirectory;
    const old = isFile ? await this.oldEntries(file) : [];
    const paths = this.archives.map((path) => absolutePath(host, path));
    try {
      const added = await withTemporaryFolder(host, (path) => indexArchives(luff, { paths, base, folder, path }));
      const entries = mergeEntries(old, added);
      await writeOutput(host, this.output, await renderIndex(entries));
      const lines = [`Wrote ${countOf(entries.length, "entry", "entries")} to: ${this.output}`];
      lines.push(...added.map(({ name, version, url }) => `  ${[name, version].join(" ").trim()}, at ${url}`));
      const stream = isStandardOutput(host, this.output) ? "stderr" : "stdout";
      host.terminal.write(stream, lines.map((line) => `${terminalLine(line)}\n`).join(""));
    } catch (error) {
      throw fileFailure(error, "make the index", "Check whether you may read and write there.");
    }
    return 0;
  }

  private async oldEntries(file: string): Promise<readonly IndexEntry[]> {
    const { host } = this.context.luff;
    if (!this.merge || host.files.stat(file) === undefined) return [];
    return parseIndex(readIndexFile(host, file), file);
  }
}

function requireUrl(text: string): string {
  const address = parseAddress(text);
  if (address !== undefined && address.credentials === undefined && address.query === "") return text;
  throw new AppError("usage", "luff plugin index: --url is not a plain URL of http or https", {
    hint: "Write it as https://HOST/FOLDER, without a user, a password or a query, because everybody may read the index.",
  });
}
