import { Command, Option } from "clipanion";
import { readBlocks } from "../../archive/unpack.ts";
import { AppError } from "../../errors/app-error.ts";
import type { ChildOutput } from "../../host/processes.ts";
import { parseChecksum, sha256OfFile } from "../../manage/receipt/checksum.ts";
import { listPlugins } from "../../plugin/list-plugins.ts";
import { findGetter, schemeOf, type FoundGetter } from "../../run/find-getter.ts";
import { runGetter } from "../../run/run-getter.ts";
import type { CommandContext } from "../command-context.ts";
import { contextVariables, type CliContext } from "../context.ts";
import { debugNote } from "../debug-note.ts";
import { readSecret } from "../read-secret.ts";
import { receiveFile } from "../receive-file.ts";
import { describeUnusable } from "../report-problems.ts";
import { withSignals } from "../with-signals.ts";
import { withTemporaryFolder } from "../with-temporary-folder.ts";

/** `luff get`. */
export class GetCommand extends Command<CommandContext> {
  static override paths = [["get"]];
  static override usage = Command.Usage({
    description: "Get a file by its URL",
    details:
      "Starts the plugin that has a getter for the URL's scheme, as Helm does for charts, and writes what the getter " +
      "prints to standard output or to a file. The getter gets the credentials in variables. If it fails, luff has its " +
      "exit status, and FILE stays as it was.",
    examples: [
      ["Write a file to standard output", "$0 get s3://charts/index.yaml"],
      [
        "Write it to a file whose checksum is known",
        "$0 get --checksum sha256:HEX -o app.tgz s3://charts/app-1.0.0.tgz",
      ],
      ["Pass a user name, and a password from a file", "$0 get --username me --password-stdin s3://charts/index.yaml"],
    ],
  });

  url = Option.String({ name: "URL" });
  output = Option.String("-o,--output", "-", { description: "the file to write; - for standard output" });
  checksum = Option.String("--checksum", { description: "sha256:HEX, which the data must have" });
  username = Option.String("--username", { description: "a user name for the getter" });
  passwordStdin = Option.Boolean("--password-stdin", false, { description: "read a password from standard input" });
  passCredentials = Option.Boolean("--pass-credentials", false, {
    description: "let the getter pass the credentials to all hosts",
  });
  certFile = Option.String("--cert-file", "", { description: "a client certificate for the getter" });
  keyFile = Option.String("--key-file", "", { description: "the key of the client certificate" });
  caFile = Option.String("--ca-file", "", { description: "certificates of authorities that the getter trusts" });

  override async execute(): Promise<number> {
    const { luff } = this.context;
    const { host } = luff;
    const sha256 = this.checksum === undefined ? undefined : parseChecksum(this.checksum);
    const getter = await requireGetter(luff, this.url);
    const variables = { ...(await contextVariables(luff)), ...(await this.credentials()) };
    const fetch = async (output: ChildOutput): Promise<void> => {
      const { url, certFile, keyFile, caFile } = this;
      const files = { certFile, keyFile, caFile };
      const call = { url, ...files, variables, output, lua: luff.lua, note: debugNote(luff) };
      const state = this.output === "-" ? "the data are incomplete" : `${this.output} was not written`;
      requireSuccess(getter, await withSignals(host, state, () => runGetter(host, getter, call)));
      if (sha256 !== undefined && typeof output === "object") await this.requireDigest(output.file, sha256);
    };
    if (this.output !== "-") await receiveFile(host, this.output, (file) => fetch({ file }));
    else if (sha256 === undefined) await fetch("stdout");
    else {
      // Data without the expected checksum must not reach the reader.
      await withTemporaryFolder(host, async (path) => {
        await fetch({ file: path("data") });
        for await (const bytes of readBlocks(host, path("data"))) host.terminal.write("stdout", bytes);
      });
    }
    return 0;
  }

  /** The variables in which Helm passes credentials. What no flag sets keeps the user's own value. */
  private async credentials(): Promise<Record<string, string>> {
    const { host } = this.context.luff;
    const own = (name: string): string => host.environment.get(name) ?? "";
    return {
      HELM_PLUGIN_USERNAME: this.username ?? own("HELM_PLUGIN_USERNAME"),
      HELM_PLUGIN_PASSWORD: this.passwordStdin ? await readSecret(host) : own("HELM_PLUGIN_PASSWORD"),
      HELM_PLUGIN_PASS_CREDENTIALS_ALL: String(
        this.passCredentials || own("HELM_PLUGIN_PASS_CREDENTIALS_ALL") === "true",
      ),
    };
  }

  private async requireDigest(file: string, expected: string): Promise<void> {
    const actual = await sha256OfFile(this.context.luff.host, file);
    if (actual === expected) return;
    throw new AppError("checksum-mismatch", `the data have the SHA-256 ${actual}, but --checksum is ${expected}`, {
      hint: "Nothing was written. Check that the checksum belongs to the file at this URL.",
    });
  }
}

/** Throws AppError "usage" for a text that is not a URL, and "getter-missing". */
async function requireGetter(luff: CliContext, url: string): Promise<FoundGetter> {
  const scheme = schemeOf(url);
  if (scheme === undefined) {
    throw new AppError("usage", `luff get: ${JSON.stringify(url)} is not a URL`, {
      hint: "Write its scheme too, as in s3://charts/index.yaml.",
    });
  }
  const { host, cache, directories, paths } = luff;
  const found = await listPlugins({ host, cache }, { directories, byDefault: paths.pluginsByDefault });
  const getter = findGetter(found.installed, scheme);
  if (getter !== undefined) return getter;
  const schemes = found.installed.flatMap(({ plugin }) => plugin.getters.flatMap(({ protocols }) => protocols));
  throw new AppError("getter-missing", `no installed plugin gets URLs of the scheme ${scheme}`, {
    hint:
      schemes.length === 0
        ? "Install a plugin that has a getter for it."
        : `Install a plugin that has a getter for it. The installed plugins have getters for ${[...new Set(schemes)].join(", ")}.`,
    warnings: describeUnusable(found),
  });
}

function requireSuccess({ installed }: FoundGetter, status: number): void {
  if (status === 0) return;
  throw new AppError("getter-failed", `the getter of plugin "${installed.plugin.name}" ended with status ${status}`, {
    exitCode: status,
  });
}
