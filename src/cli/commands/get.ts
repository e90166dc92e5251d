import { Command, Option } from "clipanion";
import { AppError } from "../../errors/app-error.ts";
import type { ChildOutput } from "../../host/processes.ts";
import { parseAddress, type Address } from "../../http/address.ts";
import { parseChecksum, sha256OfFile } from "../../manage/receipt/checksum.ts";
import { listKnown } from "../../manage/list-known.ts";
import { JOB_FLAG } from "../../run/call-of-luff.ts";
import { findGetter, schemeOf, type FoundGetter } from "../../run/find-getter.ts";
import { runGetter } from "../../run/run-getter.ts";
import type { CommandContext } from "../command-context.ts";
import { requirePluginIn } from "../call/require-plugin.ts";
import { summaryOf } from "../commands.ts";
import { readConnectionFlags } from "../flags/connection-flags.ts";
import { contextVariables, type CliContext } from "../context.ts";
import { isStandardOutput, receiveForDevice } from "../files/device.ts";
import { downloadTo } from "../files/download-to.ts";
import { readSecret } from "../flags/read-secret.ts";
import { receiveFile } from "../files/receive-file.ts";
import { describeUnusable } from "../notes/report-problems.ts";
import { withSignals } from "../files/with-signals.ts";

/** `luff get`. */
export class GetCommand extends Command<CommandContext> {
  static override paths = [["get"]];
  static override usage = Command.Usage({
    description: summaryOf("get"),
    details:
      "Starts the plugin that has a getter for the URL's scheme, as Helm does for charts, and writes what the getter " +
      "prints to standard output or to a file. The getter gets the credentials in variables. If it fails, luff has its " +
      "exit status, and FILE stays as it was. If no plugin has a getter for http or https, luff downloads the file itself.",
    examples: [
      ["Write a file to standard output", "$0 get s3://charts/index.yaml"],
      [
        "Write it to a file whose checksum is known",
        "$0 get --checksum sha256:HEX -o app.tgz s3://charts/app-1.0.0.tgz",
      ],
      ["Pass a user name, and a password from a file", "$0 get --username me --password-stdin s3://charts/index.yaml"],
      ["Download a file", "$0 get -o my-plugin.tgz https://example.com/my-plugin-1.0.0.tgz"],
    ],
  });

  url = Option.String({ name: "URL" });
  output = Option.String("-o,--output", "-", { description: "the file to write; - for standard output" });
  checksum = Option.String("--checksum", { description: "sha256:HEX, which the data must have" });
  username = Option.String("--username", { description: "the user for the getter or the server" });
  passwordStdin = Option.Boolean("--password-stdin", false, { description: "read a password from standard input" });
  passCredentials = Option.Boolean("--pass-credentials", false, {
    description: "let the getter pass the credentials to all hosts",
  });
  certFile = Option.String("--cert-file", { description: "a client certificate for the getter" });
  keyFile = Option.String("--key-file", { description: "the key of the client certificate" });
  caFile = Option.String("--ca-file", { description: "a file with the certificates of the authorities to trust" });
  timeout = Option.String("--timeout", {
    description: "for a download by luff: how long a server may send nothing, such as 2m; 60s by default",
  });

  job = Option.String(JOB_FLAG, { hidden: true });

  override async execute(): Promise<number> {
    if (this.job !== undefined) return this.runJob(this.job);
    const { luff } = this.context;
    const { host } = luff;
    if (isStandardOutput(host, this.output)) this.output = "-";
    const sha256 = this.checksum === undefined ? undefined : parseChecksum(this.checksum);
    const getter = await findWay(luff, this.url);
    const start = getter && (await this.byGetter(getter));
    if (start !== undefined && sha256 === undefined && this.output === "-") {
      await start("stdout");
      return 0;
    }
    const fetch = start === undefined ? await this.byDownload() : (file: string) => start({ file });
    const fetchChecked = async (file: string): Promise<void> => {
      await fetch(file);
      if (sha256 !== undefined) await this.requireDigest(file, sha256);
    };
    if (this.output === "-") await receiveForDevice(host, { stream: "stdout" }, fetchChecked);
    else await receiveFile(host, this.output, fetchChecked);
    return 0;
  }

  /** Throws AppError "usage" for a flag that is for downloads alone. */
  private async byGetter(getter: FoundGetter): Promise<(output: ChildOutput) => Promise<void>> {
    const { luff } = this.context;
    const { host, lua } = luff;
    const { url, certFile = "", keyFile = "", caFile = "" } = this;
    requireAbsent({ "--timeout": this.timeout }, `of a getter, and plugin "${getter.installed.plugin.name}" has one`);
    const variables = { ...(await contextVariables(luff)), ...(await this.credentials()) };
    const call = { url, certFile, keyFile, caFile, variables, lua, note: luff.note };
    const state = this.output === "-" ? "the data is incomplete" : `${this.output} was not written`;
    return async (output) => {
      requireSuccess(getter, await withSignals(host, state, () => runGetter(host, getter, { ...call, output })));
    };
  }

  /** Gets the URL by the WebAssembly module of the plugin in a folder, in this process, as `runGetter` asks for it. */
  private async runJob(folder: string): Promise<number> {
    const { luff } = this.context;
    const { url, certFile = "", keyFile = "", caFile = "" } = this;
    const installed = await requirePluginIn(luff, folder);
    const variables = { ...(await contextVariables(luff)), ...(await this.credentials()) };
    const { runGetterModule } = await import("../../run/run-getter-module.ts");
    const call = { url, certFile, keyFile, caFile, variables, lua: luff.lua };
    const { status, data } = await runGetterModule(luff.host, installed, call);
    luff.host.terminal.write("stdout", data);
    return status;
  }

  /** Throws AppError "usage" for a flag that is for getters alone. */
  private async byDownload(): Promise<(file: string) => Promise<void>> {
    const { luff } = this.context;
    requireAbsent(
      {
        "--cert-file": this.certFile,
        "--key-file": this.keyFile,
        "--pass-credentials": this.passCredentials || undefined,
      },
      "when luff downloads the file itself, because no plugin has a getter for it",
    );
    const address = requireAddress(this.url);
    const connection = await readConnectionFlags(luff.host, this);
    const state = this.output === "-" ? "nothing was printed" : `${this.output} was not written`;
    return (file) => downloadTo(luff.host, { address, connection, state }, file);
  }

  /** The variables in which Helm passes credentials. What no flag sets keeps the user's own value. */
  private async credentials(): Promise<Record<string, string>> {
    const { host } = this.context.luff;
    const own = (name: string): string => host.environment.get(name) ?? "";
    return {
      HELM_PLUGIN_USERNAME: this.username ?? own("HELM_PLUGIN_USERNAME"),
      HELM_PLUGIN_PASSWORD: this.passwordStdin ? readSecret(host) : own("HELM_PLUGIN_PASSWORD"),
      HELM_PLUGIN_PASS_CREDENTIALS_ALL: String(
        this.passCredentials || own("HELM_PLUGIN_PASS_CREDENTIALS_ALL") === "true",
      ),
    };
  }

  private async requireDigest(file: string, expected: string): Promise<void> {
    const actual = await sha256OfFile(this.context.luff.host, file);
    if (actual === expected) return;
    throw new AppError("checksum-mismatch", `the data has the SHA-256 ${actual}, but --checksum is ${expected}`, {
      hint: "Nothing was written. Check that the checksum belongs to the file at this URL.",
    });
  }
}

/**
 * The getter for a URL; undefined if there is none and luff downloads from such a URL itself. Throws AppError "usage" for a
 * text that is not a URL, and "getter-missing".
 */
async function findWay(luff: CliContext, url: string): Promise<FoundGetter | undefined> {
  const scheme = schemeOf(url);
  if (scheme === undefined) {
    throw new AppError("usage", `luff get: ${JSON.stringify(url)} is not a URL`, {
      hint: "Write its scheme too, as in s3://charts/index.yaml.",
    });
  }
  const { host, cache, directories, paths } = luff;
  const found = await listKnown({ host, cache }, { directories, byDefault: paths.pluginsByDefault });
  const getter = findGetter(found.installed, scheme);
  const owner = getter === undefined ? "no plugin" : `plugin "${getter.installed.plugin.name}"`;
  luff.note?.(`URLs of the scheme ${scheme}: ${owner} has a getter for them`);
  if (getter !== undefined || scheme === "http" || scheme === "https") return getter;
  const schemes = found.installed.flatMap(({ plugin }) => plugin.getters.flatMap(({ protocols }) => protocols));
  throw new AppError("getter-missing", `no installed plugin gets URLs of the scheme ${scheme}`, {
    hint:
      schemes.length === 0
        ? "Install a plugin that has a getter for it."
        : `Install a plugin that has a getter for it. The installed plugins have getters for ${[...new Set(schemes)].join(", ")}.`,
    warnings: describeUnusable(found),
  });
}

/** A flag without an effect is a mistake that nobody would notice in an automatic call. */
function requireAbsent(flags: Readonly<Record<string, unknown>>, where: string): void {
  const given = Object.keys(flags).filter((flag) => flags[flag] !== undefined);
  if (given.length === 0) return;
  throw new AppError("usage", `luff get: ${given.join(" and ")} cannot be used ${where}`, {
    hint: "Leave it out, or run 'luff help get'.",
  });
}

/** Throws AppError "usage". Where such a text has a password, and where that ends, is not known. */
function requireAddress(url: string): Address {
  const address = parseAddress(url);
  if (address !== undefined) return address;
  const shown = url.replace(/^([a-z]+:\/*).*$/is, "$1…");
  throw new AppError("usage", `luff get: ${JSON.stringify(shown)} is not a valid URL`, {
    hint: "Write it as https://HOST/PATH. In the path other characters than letters, digits and -._~ are written as %XX, in HOST as xn--….",
  });
}

function requireSuccess({ installed }: FoundGetter, status: number): void {
  if (status === 0) return;
  throw new AppError("getter-failed", `the getter of plugin "${installed.plugin.name}" ended with status ${status}`, {
    exitCode: status,
  });
}
