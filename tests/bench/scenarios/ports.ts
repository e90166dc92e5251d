import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { madeTgz } from "../../helpers/made-tar.ts";
import { freshly } from "../fresh-command.ts";
import { makeRepository } from "../make-repository.ts";
import type { Command } from "../measure.ts";
import type { Absent, Scenario } from "../scenario.ts";
import { serveFiles } from "../serve-files.ts";
import { withCompact, type Workshop } from "../workshop.ts";

const PORTS = resolve(import.meta.dir, "../ports");
const EXAMPLES = resolve(import.meta.dir, "../../../.github/examples");

/** Helm 4, which runs a plugin that does the same as a shell script. */
const REFERENCE = "helm 4, in shell";
const ALONE = "the shell script itself";

/** A command line plugin: luff's example beside a script of bash, both with a stand-in for kubectl. */
export const PORT_ENVS: Scenario = {
  name: "port-envs",
  title: "The example plugin envs: Helm's variables and the Kubernetes context",
  reference: REFERENCE,
  absent: () => missing("bash", REFERENCE),
  commands(workshop) {
    const env = { PATH: pathWithStandIns(workshop) };
    const shell = shellPlugin(workshop, "envs", "command: $HELM_PLUGIN_DIR/envs.sh\n");
    return [
      ...byLuff(workshop, ["envs"], env),
      ...byHelm(workshop, ["envs"], { ...env, HELM_PLUGINS: shell }),
      workshop.command(ALONE, [join(PORTS, "envs.sh")], env),
    ];
  },
};

/** An install hook that downloads a program, checks and unpacks it: the whole install from a folder. */
export const PORT_SCHEMA: Scenario = {
  name: "port-schema",
  title: "The example plugin schema: an install whose hook downloads a program",
  reference: REFERENCE,
  absent: () => missing("curl", REFERENCE),
  commands(workshop) {
    const HELM_SCHEMA_URL = serveFiles(release());
    const own = join(workshop.root, "port-schema");
    cpSync(join(EXAMPLES, "schema"), own, { recursive: true });
    const hook = "command: $HELM_PLUGIN_DIR/bin/helm-schema\nhooks:\n  install: $HELM_PLUGIN_DIR/schema.sh\n";
    const shell = join(shellPlugin(workshop, "schema", hook), "schema");
    const installing = (name: string, argv: readonly string[], folder: string): Command => {
      const command = freshly(workshop, name, argv);
      const prepare = (): void => {
        command.prepare?.();
        // The folder is linked, so the hook has left its program there.
        rmSync(join(folder, "bin"), { recursive: true, force: true });
      };
      return { ...command, env: { ...command.env, HELM_SCHEMA_URL }, prepare };
    };
    return [
      ...withCompact(workshop).map(({ name, path }) => installing(name, [path, "plugin", "install", own], own)),
      ...helm4(workshop).map((path) =>
        installing(REFERENCE, [path, "plugin", "install", "--verify=false", shell], shell),
      ),
      workshop.command(ALONE, [join(shell, "schema.sh")], { HELM_SCHEMA_URL, HELM_PLUGIN_DIR: shell }),
    ];
  },
};

/** A getter that makes a chart out of a git repository, with the real git and the real Helm. */
export const PORT_GIT: Scenario = {
  name: "port-git",
  title: "The example plugin git: a chart out of a git repository",
  reference: REFERENCE,
  takesSeconds: true,
  absent: () => missing("git", REFERENCE),
  commands(workshop) {
    const url = `git+${makeCharts(workshop)}@charts/web-1.2.3.tgz?ref=main`;
    const [helm] = helm4(workshop);
    const env = { PATH: pathWithStandIns(workshop, helm) };
    const shell = shellPlugin(workshop, "git", "downloaders:\n  - command: git.sh\n    protocols: [git+file]\n");
    return [
      ...byLuff(workshop, ["get", url, "-o", "got.tgz"], env),
      ...byHelm(workshop, ["pull", url], { ...env, HELM_PLUGINS: shell }),
      ...helm4(workshop).map((path) =>
        workshop.command(ALONE, [join(PORTS, "git.sh"), "", "", "", url], { ...env, HELM_BIN: path }),
      ),
    ];
  },
};

const CHART = {
  "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.2.3\n",
  "charts/web/values.yaml": "replicas: 1\n",
  "charts/web/templates/a.yaml": "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: a\n",
};

/** A repository with a chart. Returns its URL, with a host, because Helm takes a URL without one for the name of a repository of charts. */
function makeCharts({ root }: Workshop): string {
  const folder = join(root, "charts");
  for (const [path, content] of Object.entries(CHART)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return makeRepository(folder).replace("file:///", "file://localhost/");
}

function helm4({ helms }: Workshop): readonly string[] {
  return helms.filter(({ name }) => name === "helm 4").map(({ path }) => path);
}

function byLuff(workshop: Workshop, args: readonly string[], env: Readonly<Record<string, string>>): Command[] {
  return withCompact(workshop).map(({ name, path }) =>
    workshop.command(name, [path, ...args], { ...env, HELM_PLUGINS: EXAMPLES }),
  );
}

function byHelm(workshop: Workshop, args: readonly string[], env: Readonly<Record<string, string>>): Command[] {
  return helm4(workshop).map((path) => workshop.command(REFERENCE, [path, ...args], env));
}

function missing(name: string, command: string): readonly Absent[] {
  return Bun.which(name) === null ? [{ command, reason: `${name} is missing` }] : [];
}

/** A folder with one plugin, whose script is that of the same name. Returns it. */
function shellPlugin({ root }: Workshop, name: string, more: string): string {
  const folder = join(root, `port-${name}-in-shell`);
  mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(
    join(folder, name, "plugin.yaml"),
    `name: ${name}\nversion: "0.18.1"\nusage: u\ndescription: d\n${more}`,
  );
  cpSync(join(PORTS, `${name}.sh`), join(folder, name, `${name}.sh`));
  return folder;
}

const KUBECTL = `#!/bin/sh
case "$2" in
  current-context) echo dev ;;
  view) printf 'clusters:\\n- cluster:\\n    server: https://127.0.0.1:6443\\n  name: dev\\n' ;;
esac
`;

/** PATH with a stand-in for kubectl, and with Helm if one is given. */
function pathWithStandIns({ root }: Workshop, helm?: string): string {
  const folder = join(root, helm === undefined ? "stand-ins" : "stand-ins-with-helm");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "kubectl"), KUBECTL);
  chmodSync(join(folder, "kubectl"), 0o755);
  if (helm !== undefined) symlinkSync(helm, join(folder, "helm"));
  return `${folder}:${process.env["PATH"] ?? ""}`;
}

/** The files of a release for this machine. */
function release(): ReadonlyMap<string, Uint8Array> {
  const name = `helm-schema_0.18.1_${process.platform === "darwin" ? "Darwin" : "Linux"}_${process.arch === "x64" ? "x86_64" : "arm64"}.tar.gz`;
  const content = "#!/bin/sh\necho schema\n".repeat(10_000);
  const archive = madeTgz([{ path: "helm-schema", content, mode: 0o755 }]);
  const sum = new Bun.CryptoHasher("sha256").update(archive).digest("hex");
  return new Map([
    [name, archive],
    ["checksums.txt", new TextEncoder().encode(`${sum}  ${name}\n`)],
  ]);
}
