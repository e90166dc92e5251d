import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { stringify } from "yaml";
import { realHelm } from "../helpers/real-helm.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

/** A plugin in the shape of one in Helm's own tests, in the form without apiVersion. */
interface Fixture {
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
}

const SHOWN = ["NAME", "DIR"].map((name) => `HELM_PLUGIN_${name}`);
const FULL_ENV = [...SHOWN, "HELM_PLUGINS", "HELM_REPOSITORY_CONFIG", "HELM_REPOSITORY_CACHE", "HELM_BIN"];

const FIXTURES: Readonly<Record<string, Fixture>> = {
  args: { manifest: { command: "$HELM_PLUGIN_DIR/args.sh" }, files: { "args.sh": '#!/bin/sh\necho "$*"\n' } },
  echo: { manifest: { command: "echo hello" } },
  shortenv: { manifest: { command: "echo $HELM_PLUGIN_NAME" } },
  exitwith: {
    manifest: { command: "$HELM_PLUGIN_DIR/exitwith.sh" },
    files: {
      "exitwith.sh": '#!/bin/sh\nexit "$1"\n',
      "completion.yaml": stringify({ commands: [{ name: "code", flags: ["a", "b"] }] }),
    },
  },
  fullenv: {
    manifest: { command: "$HELM_PLUGIN_DIR/fullenv.sh" },
    files: {
      "fullenv.sh": `#!/bin/sh\n${FULL_ENV.map((name) => `echo "${name}=$${name}"\n`).join("")}`,
      "completion.yaml": stringify({
        name: "fullenv",
        commands: [{ name: "empty" }, { name: "full", commands: [{ name: "less", flags: ["a"] }, { name: "more" }] }],
      }),
    },
  },
  hello: {
    manifest: {
      platformCommand: [
        { os: "linux", command: "sh", args: ["-c", '"${HELM_PLUGIN_DIR}/hello.sh"'] },
        { os: "windows", command: "pwsh", args: ["-c", "${HELM_PLUGIN_DIR}/hello.ps1"] },
      ],
      ignoreFlags: true,
      platformHooks: { install: [{ os: "linux", command: "sh", args: ["-c", 'echo "installing..."'] }] },
    },
    files: { "hello.sh": '#!/bin/sh\necho "Hello from a Helm plugin: $*"\n' },
  },
};

/** Command lines, as Helm's own tests call these plugins. */
const CALLS: readonly (readonly string[])[] = [
  ["args", "-a", "-b", "-c"],
  ["args", "a b", "--unknown", "--kube-context", "x", "y"],
  ["echo"],
  ["echo", "more"],
  ["shortenv"],
  ["exitwith", "2"],
  ["fullenv"],
  ["fullenv", "--namespace", "x"],
  ["hello", "ignored", "--flag"],
  ["__complete", "exitwith", ""],
  ["__complete", "fullenv", ""],
  ["__complete", "fullenv", "full", ""],
  ["__complete", "fullenv", "full", "l"],
];

type Form = "legacy" | "apiVersion v1";

const CASES = [
  [3, "legacy"],
  [4, "legacy"],
  [4, "apiVersion v1"],
] as const;

describe.each(CASES)("plugins in the shape of Helm's own, with Helm %i, manifests: %s", (major, form) => {
  const helm = realHelm(major);
  const testWithHelm = test.skipIf(helm.path === undefined);
  let sandbox: Sandbox;
  beforeEach(() => {
    sandbox = createSandbox();
    for (const [name, fixture] of Object.entries(FIXTURES)) {
      sandbox.addPlugin(name, manifestText(name, fixture, form), fixture.files);
    }
    sandbox.write("work/chart/Chart.yaml", "apiVersion: v2\nname: chart\nversion: 1.0.0\n");
    sandbox.write("work/chart/values.yaml", "word: FOOTEST\n");
    sandbox.write("work/chart/templates/a.yaml", "word: {{ .Values.word }}\n");
  });
  afterEach(() => sandbox.remove());

  const byHelm = (args: readonly string[], env = {}): Promise<RunResult> =>
    sandbox.run(args, { program: [helm.path ?? ""], env });
  const byLuff = (args: readonly string[], stdin = ""): Promise<RunResult> =>
    // Helm gives its own path to plugins.
    sandbox.run(args, { env: { HELM_BIN: helm.path }, stdin });

  testWithHelm.each(CALLS.map((call) => [call.join(" "), call] as const))(
    "print the same and have the same status: %s",
    async (_title, call) => {
      const { exitCode, stdout } = await byHelm(call);
      expect({ exitCode, empty: stdout === "" }).toEqual({
        exitCode: call[0] === "exitwith" ? 2 : 0,
        empty: call[0] === "exitwith",
      });
      expect(await byLuff(call)).toMatchObject({ exitCode, stdout });
    },
  );

  testWithHelm("have the same install hook", async () => {
    const { manifest, files = {} } = FIXTURES["hello"]!;
    sandbox.write("work/greet/plugin.yaml", manifestText("greet", { manifest }, form));
    for (const [name, content] of Object.entries(files)) sandbox.write(`work/greet/${name}`, content, 0o755);
    const env = { HELM_PLUGINS: undefined, HELM_DATA_HOME: sandbox.path("data") };
    const installed = await byHelm(["plugin", "install", "./greet"], env);
    const again = await byLuff(["plugin", "install", "./greet"]);
    for (const { exitCode, stdout } of [installed, again]) {
      expect(exitCode).toBe(0);
      expect(stdout).toMatch(/^installing\.\.\.$/m);
    }
  });

  testWithHelm("have a getter with the same data", async () => {
    const getter = { protocols: ["test2"], command: "get.sh" };
    const manifest =
      form === "legacy"
        ? { name: "testgetter2", version: "0.1.0", usage: "u", downloaders: [getter] }
        : v1("testgetter2", "getter/v1", {
            config: { protocols: getter.protocols },
            runtimeConfig: {
              protocolCommands: [{ protocols: getter.protocols, platformCommand: [{ command: getter.command }] }],
            },
          });
    sandbox.addPlugin("testgetter2", stringify(manifest), {
      "get.sh": '#!/bin/sh\necho "word: $HELM_PLUGIN_NAME $4"\n',
    });
    const url = "test2://host/values.yaml";
    const { stdout } = await byHelm(["template", "r", "chart", "-f", url]);
    const got = await byLuff(["get", url]);
    expect(got).toMatchObject({ exitCode: 0, stdout: `word: testgetter2 ${url}\n`, stderr: "" });
    expect(stdout).toEndWith(`\n${got.stdout}`);
  });

  // Helm 4 takes a post-renderer only as a plugin with apiVersion, Helm 3 only as a program.
  if (major === 4 && form === "legacy") return;
  testWithHelm.each([[[]], [["ARG1"]], [["ARG1", "ARG2"]]])(
    "have a post-renderer with the same result: %j",
    async (args) => {
      const file = sandbox.write("post/sed-test.sh", SED, 0o755);
      const platformCommand = [{ command: "${HELM_PLUGIN_DIR}/sed-test.sh" }];
      const manifest = v1("postrenderer-v1", "postrenderer/v1", { runtimeConfig: { platformCommand } });
      if (major === 4) sandbox.addPlugin("postrenderer-v1", stringify(manifest), { "sed-test.sh": SED });
      const name = major === 4 ? "postrenderer-v1" : file;
      const flags = args.flatMap((arg) => ["--post-renderer-args", arg]);
      const { exitCode, stdout } = await byHelm(["template", "r", "chart", "--post-renderer", name, ...flags]);
      expect(exitCode).toBe(0);
      expect(stdout).toContain(`word: ${args.length === 0 ? "BARTEST" : args.join(" ")}\n`);
      const plain = await byHelm(["template", "r", "chart"]);
      const words = major === 4 ? [name] : ["--exec", file];
      const rendered = await byLuff(["post-render", ...words, ...args], plain.stdout);
      expect(rendered).toMatchObject({ exitCode: 0, stdout, stderr: "" });
    },
  );
});

/** A post-renderer. */
const SED = '#!/bin/sh\nif [ $# -eq 0 ]; then exec sed s/FOOTEST/BARTEST/g; fi\nexec sed "s/FOOTEST/$*/g"\n';

function manifestText(name: string, { manifest }: Fixture, form: Form): string {
  const { command, platformCommand, ignoreFlags, platformHooks } = manifest;
  if (form === "legacy") return stringify({ name, version: "0.1.0", usage: "u", description: "d", ...manifest });
  const commands = platformCommand ?? [{ command }];
  return stringify(
    v1(name, "cli/v1", {
      config: { shortHelp: "u", longHelp: "d", ignoreFlags: ignoreFlags === true },
      runtimeConfig: { platformCommand: commands, ...(platformHooks !== undefined && { platformHooks }) },
    }),
  );
}

function v1(name: string, type: string, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { apiVersion: "v1", name, version: "0.1.0", type, runtime: "subprocess", ...fields };
}
