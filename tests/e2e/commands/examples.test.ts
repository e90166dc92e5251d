import { afterEach, beforeEach, expect, test } from "bun:test";
import { rootCertificates } from "node:tls";
import { pathToFileURL } from "node:url";
import { COMMANDS, type CommandWords } from "../../../src/cli/commands.ts";
import { programFile, programFiles } from "../../helpers/fixture-programs.ts";
import { findTool } from "../../helpers/find-tool.ts";
import { serveGithub, type GithubServer } from "../../helpers/github-server.ts";
import { madeCertificate } from "../../helpers/made-certificate.ts";
import { madeTgz } from "../../helpers/made-tar.ts";
import { serveRelease, type ReleaseServer } from "../../helpers/release-server.ts";
import { testsWindows } from "../../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../../helpers/sandbox.ts";

const MANIFEST = "version: 1.0.0\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n";

const SCRIPT = "function main() end\n";

/** A getter that prints an archive. */
const S3 = `name: s3\nversion: 1.0.0\nusage: u\ndownloaders: [{command: ${programFile("run")}, protocols: [s3]}]\n`;

/** What is installed before the examples of a command run. */
const INSTALLED: Readonly<Partial<Record<CommandWords, readonly string[]>>> = {
  get: ["./s3"],
  help: ["./diff"],
  "plugin bundle save": ["./diff"],
  "plugin info": ["./diff"],
  "plugin verify": ["./diff.tgz"],
  "plugin uninstall": ["./diff", "./secrets"],
  "plugin update": [testsWindows() ? "./diff.tgz" : "https://example.invalid/diff.git"],
};

/** Commands with examples for a shell alone, whose other tests run such lines. */
const FOR_SHELLS: readonly CommandWords[] = ["completion", "post-render"];

/** Commands that start luff again, which no emulator of another processor can do. */
const STARTS_LUFF: readonly CommandWords[] = ["plugin test"];

const NAMES = COMMANDS.map(({ path }) => path.join(" ") as CommandWords).filter(
  (name) => !FOR_SHELLS.includes(name) && !STARTS_LUFF.includes(name),
);

/** Examples that need the plugin of the first example uninstalled, or installed again. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  "luff plugin bundle load plugins.tar": ["plugin", "bundle", "save", "-o", "plugins.tar", "./diff"],
  "luff plugin install --checksum sha256:HEX ./my-plugin-1.0.0.tgz": ["plugin", "uninstall", "my-plugin"],
  "luff plugin install https://example.com/my-plugin-1.0.0.tgz": ["plugin", "uninstall", "my-plugin"],
  "luff plugin install github:databus23/helm-diff": ["plugin", "uninstall", "diff"],
  "luff plugin install --dry-run ./my-plugin": ["plugin", "uninstall", "my-plugin"],
  "luff plugin uninstall --force diff secrets": ["plugin", "install", "./diff"],
  "luff plugin uninstall --dry-run --purge diff": ["plugin", "install", "./diff"],
};

const OPENSSL = findTool("openssl");

let sandbox: Sandbox;
let archiveDigest: string;
/** Stands for the repositories in examples. */
let repositoryUrl: string;
/** Has what examples download. */
let server: ReleaseServer;
/** Has their releases; undefined where nothing makes a certificate for it. */
let github: GithubServer | undefined;
/** The environment in which these servers take the places of Artifact Hub and GitHub. */
let env: Readonly<Record<string, string>> = {};
beforeEach(async () => {
  sandbox = createSandbox();
  for (const name of ["my-plugin", "diff", "secrets"]) {
    sandbox.write(`work/${name}/plugin.yaml`, `name: ${name}\n${MANIFEST}`);
    sandbox.write(`work/${name}/run.lua`, SCRIPT);
  }
  sandbox.write("work/my-plugin/spec/main_spec.lua", 'it("greets", function() end)\n');
  const diff = madeTgz([
    { path: "plugin.yaml", content: `name: diff\n${MANIFEST}` },
    { path: "run.lua", content: SCRIPT },
  ]);
  sandbox.write("work/diff.tgz", diff);
  sandbox.write("work/plugins.yaml", "plugins: [{name: diff, url: ./diff.tgz}]\n");
  const locked = `{name: diff, url: ./diff.tgz, sha256: ${new Bun.CryptoHasher("sha256").update(diff).digest("hex")}}`;
  sandbox.write("work/plugins.lock", `version: 1\nplugins: [${locked}]\n`);
  const archive = madeTgz([
    { path: "my-plugin/plugin.yaml", content: `name: my-plugin\n${MANIFEST}` },
    { path: "my-plugin/run.lua", content: SCRIPT },
  ]);
  sandbox.write("work/my-plugin-1.0.0.tgz", archive);
  sandbox.write("work/s3/archive", archive);
  sandbox.write("work/s3/plugin.yaml", S3);
  const print = 'function main() io.write(io.open(os.getenv("HELM_PLUGIN_DIR") .. "/archive", "rb"):read("a")) end\n';
  for (const [name, text] of Object.entries(programFiles('cat "$HELM_PLUGIN_DIR/archive"', print))) {
    sandbox.write(`work/s3/${name}`, text, 0o755);
  }
  // Any certificate will do: no server is asked.
  sandbox.write("work/authority.pem", rootCertificates[0] ?? "");
  sandbox.write("work/index.yaml", "version: 1\nplugins: []\n");
  const packages = Buffer.from(JSON.stringify({ packages: [{ name: "diff", version: "3.0.0" }] }));
  server = await serveRelease({ "my-plugin-1.0.0.tgz": archive, search: packages });
  env = { LUFF_HUB: server.base };
  if (OPENSSL !== null && !testsWindows()) {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL);
    const assets = { "diff.tgz": new Uint8Array(await Bun.file(sandbox.path("work/diff.tgz")).arrayBuffer()) };
    github = await serveGithub({ identity, releases: [{ tag: "v3.0.0", assets }] });
    env = { ...env, GH_HOST: github.name, SSL_CERT_FILE: authority };
  }
  repositoryUrl = pathToFileURL(sandbox.path("repository")).href;
  if (!testsWindows()) makeRepository();
  archiveDigest = new Bun.CryptoHasher("sha256").update(archive).digest("hex");
});
afterEach(() => {
  server[Symbol.dispose]();
  github?.[Symbol.dispose]();
  sandbox.remove();
});

function makeRepository(): void {
  sandbox.write("repository/plugin.yaml", `name: diff\n${MANIFEST}`);
  sandbox.write("repository/run.lua", SCRIPT);
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"];
  for (const words of ["init --quiet", "add -A", "commit --quiet -m 3.0.0", "tag v3.0.0"]) {
    const command = ["git", "-C", sandbox.path("repository"), ...identity, ...words.split(" ")];
    const { exitCode, stderr } = Bun.spawnSync(command, { env: sandbox.env });
    if (exitCode !== 0) throw new Error(stderr.toString());
  }
}

/** Puts what is there in place of what an example names. */
const standIn = (text: string): string =>
  text
    .replace("HEX", archiveDigest)
    .replace("https://example.com", server.base)
    .replace("github:databus23/helm-diff", "github:o/r")
    .replace(/https:\S+/, repositoryUrl);

test.each(NAMES)("the examples in the help of %s work as printed", runExamples);

test.each(STARTS_LUFF)("the examples in the help of a command that starts luff, %s, work as printed", runExamples);

async function runExamples(command: CommandWords): Promise<void> {
  for (const source of INSTALLED[command] ?? []) {
    expect((await sandbox.run(["plugin", "install", standIn(source)])).exitCode).toBe(0);
  }
  const { stdout } = await sandbox.run([...command.split(" "), "--help"]);
  // The first is the form of the command. Examples that read a file on stdin are in other tests.
  const [, ...lines] = [...stdout.matchAll(/^ *\$ (luff .*)$/gm)].map(([, line = ""]) => line);
  const examples = lines.filter((line) => !/[<>|[]/.test(line));
  expect(examples.length).toBeGreaterThan(1);
  for (const example of examples) {
    // Neither git nor curl is on every Windows, and there is no server of GitHub without a certificate.
    if (/https:|update --version|search (?!--index)/.test(example) && testsWindows()) continue;
    if (example.includes("github:") && github === undefined) continue;
    const before = BEFORE[example];
    if (before !== undefined) expect((await sandbox.run(before)).exitCode).toBe(0);
    const words = standIn(example).split(" ");
    const { exitCode, stderr } = await sandbox.run(words.slice(1), { env });
    const complaints = stderr.replaceAll(example.includes("--debug") ? /^(Note|Debug): .*\n/gm : /^Note: .*\n/gm, "");
    expect({ example, exitCode, complaints }).toEqual({ example, exitCode: 0, complaints: "" });
  }
}
