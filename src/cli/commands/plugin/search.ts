import { Command, Option } from "clipanion";
import { AppError } from "../../../errors/app-error.ts";
import { ARTIFACT_HUB, askHub } from "../../../hub/ask-hub.ts";
import type { FoundPlugin } from "../../../hub/found-plugin.ts";
import { parseAddress, type Address } from "../../../http/address.ts";
import type { Download } from "../../../http/download.ts";
import { connectionOf } from "../../../manage/stage/connection.ts";
import { renderStructured } from "../../../output/structured.ts";
import { renderTable } from "../../../output/table.ts";
import { sanitiseText } from "../../../text/sanitise-text.ts";
import { buildInfo } from "../../build-info.ts";
import type { CommandContext } from "../../command-context.ts";
import { summaryOf } from "../../commands.ts";
import { readConnectionFlags } from "../../flags/connection-flags.ts";
import { caFileOption, passwordOption, timeoutOption, usernameOption } from "../../flags/connection-options.ts";
import { createProgress } from "../../notes/create-progress.ts";
import { outputOption } from "../../flags/output-option.ts";
import { searchIndexAt } from "../../plugin/search-index-at.ts";
import { stderrNote } from "../../notes/stderr-note.ts";
import { withSignals } from "../../files/with-signals.ts";

/** `luff plugin search`. */
export class PluginSearchCommand extends Command<CommandContext> {
  static override paths = [["plugin", "search"]];
  static override usage = Command.Usage({
    category: "Plugins",
    description: summaryOf("plugin search"),
    details:
      "Asks Artifact Hub for Helm plugins, or the server of --endpoint or LUFF_HUB, which must answer as Artifact Hub does. With " +
      "--index it looks into an index that 'luff plugin index' has made instead. It prints each plugin's version, and the command " +
      "that installs it. Anybody can publish there: look at a repository before you install from it.",
    examples: [
      ["Find plugins", "$0 plugin search diff"],
      ["Find plugins in an index of your own", "$0 plugin search --index index.yaml greet"],
      ["Print the first five as JSON", "$0 plugin search --limit 5 -o json secrets"],
    ],
  });

  words = Option.Rest({ name: "WORDS" });
  endpoint = Option.String("--endpoint", { description: `the hub to ask; LUFF_HUB or ${ARTIFACT_HUB} by default` });
  index = Option.String("--index", { description: "an index to look into instead: a file or a URL" });
  limit = Option.String("--limit", "20", { description: "how many plugins to print at most; 20 by default" });
  caFile = caFileOption();
  username = usernameOption("that is asked");
  passwordStdin = passwordOption();
  timeout = timeoutOption();
  output = outputOption();

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    const limit = requireLimit(this.limit);
    const endpoint = this.endpoint ?? (host.environment.get("LUFF_HUB") || ARTIFACT_HUB);
    if (this.index !== undefined && this.endpoint !== undefined) {
      throw new AppError("usage", "luff plugin search: --index and --endpoint cannot be used together");
    }
    const connection = connectionOf({ luffVersion: buildInfo().version }, await readConnectionFlags(host, this));
    const request = { connection, note: stderrNote(host), progress: createProgress(host) };
    const found = await withSignals(host, "nothing was printed", async (guard) => {
      const { index, words } = this;
      if (index !== undefined) return searchIndexAt(host, { ...request, guard }, { index, words, limit });
      const download: Download = { ...request, guard, address: requireHub(endpoint) };
      return askHub(host, download, { words: words.join(" "), limit });
    });
    host.terminal.write("stdout", this.output === "table" ? table(found) : await renderStructured(this.output, found));
    if (found.length === 0) request.note("no plugin was found");
    return 0;
  }
}

/** Far more than anybody reads. */
const MOST = 1000;

function requireLimit(text: string): number {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit > 0 && limit <= MOST) return limit;
  throw new AppError(
    "usage",
    `luff plugin search: --limit is ${JSON.stringify(text)}, expected a number from 1 to ${MOST}`,
  );
}

/** The text may have a password in it. */
function requireHub(text: string): Address {
  const address = parseAddress(text);
  if (address !== undefined) return address;
  const shown = text.replace(/^([a-z]+:\/*).*$/is, "$1…");
  throw new AppError("usage", `the hub to ask is ${JSON.stringify(shown)}, expected a URL of http or https`, {
    hint: `Correct --endpoint or LUFF_HUB, or leave both out for ${ARTIFACT_HUB}.`,
  });
}

/** Never cut for a terminal: a cut command cannot be copied. */
function table(found: readonly FoundPlugin[]): string {
  if (found.length === 0) return "";
  const rows = found.map(({ name, version, stars, repository, command }) =>
    [name, version, stars === null ? "" : String(stars), repository, command].map(sanitiseText),
  );
  return renderTable([["NAME", "VERSION", "STARS", "REPOSITORY", "INSTALL"], ...rows]);
}
