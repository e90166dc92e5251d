import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { madeTgz } from "../helpers/made-tar.ts";
import { madeZip } from "../helpers/made-zip.ts";
import { platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { serveRelease, status } from "../helpers/release-server.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

setDefaultTimeout(120_000);

const ROOT = join(import.meta.dir, "../..");
const EXAMPLES = join(ROOT, ".github/examples");
const encoder = new TextEncoder();

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  cpSync(EXAMPLES, sandbox.plugins, { recursive: true });
});
afterEach(() => sandbox.remove());

/** A kubectl that answers what envs asks, or fails. */
function addKubectl(fails = false): { readonly PATH: string } {
  const config = "clusters:\n- cluster: {server: https://127.0.0.1:6443}\n  name: dev\n";
  sandbox.write("bin/config.yaml", config);
  if (testsWindows()) {
    const lines = fails ? "exit /b 3" : `if "%2"=="view" (type "%~dp0config.yaml") else (echo dev)`;
    sandbox.write("bin/kubectl.cmd", `@echo off\r\n${lines}\r\n`);
    return { PATH: `${sandbox.shown("bin")};${sandbox.env["PATH"]}` };
  }
  const lines = fails ? "exit 3" : `[ "$2" = view ] && cat "$(dirname "$0")/config.yaml" || echo dev`;
  sandbox.write("bin/kubectl", `#!/bin/sh\n${lines}\n`, 0o755);
  return { PATH: `${sandbox.path("bin")}:${sandbox.env["PATH"]}` };
}

test("README.md says how long the example plugins are", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  for (const name of readdirSync(EXAMPLES)) {
    const script = readdirSync(join(EXAMPLES, name)).find((file) => file.endsWith(".lua")) ?? "";
    const lines = readFileSync(join(EXAMPLES, name, script), "utf8").split("\n").length - 1;
    expect(readme).toContain(`| [${name}](.github/examples/${name}/${script}) |`);
    expect(readme).toMatch(new RegExp(`\\| \\[${name}\\].*\\| ${lines} \\|`));
  }
});

describe("the example plugin envs", () => {
  test("prints Helm's variables, sorted", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["envs", "--vars-only", "-q"], {
      env: { KUBE_X: "ü", OTHER: "y" },
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const lines = stdout.trimEnd().split(/\r?\n/);
    expect(lines).toContain("KUBE_X=ü");
    expect(lines).toContain("HELM_PLUGIN_NAME=envs");
    expect(lines.filter((line) => !/HELM_|TILLER_|KUBE_/.test(line))).toEqual([]);
    expect(lines).toEqual(lines.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))));
  });

  test("prints what kubectl is connected to, below headers as wide as the terminal", async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(["envs"], { env: { ...addKubectl(), COLUMNS: "20" } });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const text = stdout.replaceAll("\r\n", "\n");
    expect(text).toStartWith(`\n${"-".repeat(20)}[Helm environment]\n\n`);
    expect(text).toEndWith(
      `\n${"-".repeat(20)}[kubectl config]\n\ncurrent-context: dev\nserver:          https://127.0.0.1:6443\n\n`,
    );
  });

  test("fails as kubectl fails, and at an unknown option", async () => {
    expect((await sandbox.run(["envs", "-q"], { env: addKubectl(true) })).exitCode).toBe(3);
    const unknown = await sandbox.run(["envs", "--all"]);
    expect({ status: unknown.exitCode, stdout: unknown.stdout }).toEqual({ status: 1, stdout: "" });
    expect(unknown.stderr).toStartWith("envs: unknown option --all\nPrint out the helm environment.\n");
    expect((await sandbox.run(["envs", "--help"])).stdout).toStartWith("Print out the helm environment.");
  });
});

test("the example plugin label labels every document, and keeps the order of keys", async () => {
  const stdin = "---\nkind: B\nmetadata:\n  name: b\n  labels:\n    z: ü\nspec: {c: 1, a: 2}\n---\n---\nkind: A\n";
  const { exitCode, stdout, stderr } = await sandbox.run(["post-render", "label"], { stdin });
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const documents = stdout.split(/^---\n/m).filter((document) => !/^(?:null)?\s*$/.test(document));
  expect(documents).toEqual([
    "kind: B\nmetadata:\n  name: b\n  labels:\n    z: ü\n    postrendered-by: postrenderer\nspec:\n  c: 1\n  a: 2\n",
    "kind: A\nmetadata:\n  labels:\n    postrendered-by: postrenderer\n",
  ]);
});

describe("an example plugin over the network", () => {
  test("lists the releases of a repository (releases)", async () => {
    const releases = ["v2.0.0", "v1.3.0", "v1.2.0", "nightly"].map((tag_name, day) => ({
      tag_name,
      published_at: `2026-01-0${9 - day}T01:02:03Z`,
    }));
    using server = await serveRelease({ releases: encoder.encode(JSON.stringify(releases)) });
    const env = { GITHUB_API_URL: server.base };
    expect(await sandbox.run(["releases", "owner/tool", "^1.2"], { env })).toEqual({
      exitCode: 0,
      signal: null,
      stdout: "TAG     DATE\nv1.3.0  2026-01-08\nv1.2.0  2026-01-07\n",
      stderr: "",
    });
    const all = await sandbox.run(["releases", "owner/tool"], { env });
    expect(all.stdout.split("\n")[4]).toBe("nightly  2026-01-06");
    expect(server.requests[0]).toBe("/releases/repos/owner/tool/releases?per_page=100");
  });

  test("says why there are no releases (releases)", async () => {
    using server = await serveRelease({ releases: encoder.encode("[]") }, { releases: status(403) });
    const run = (env: string, ...args: readonly string[]) =>
      sandbox.run(["releases", ...args], { env: { GITHUB_API_URL: env } });
    const refused = await run(server.base, "owner/tool");
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toStartWith(`releases: ${server.base}/repos/owner/tool/releases?…: status 403`);
    expect(await run(`${server.base}/x/absent`, "owner/../tool?")).toMatchObject({
      exitCode: 1,
      stderr: "releases: there is no repository owner/../tool?\n",
    });
    expect(await run(server.base)).toMatchObject({
      exitCode: 2,
      stderr: "releases: usage: releases OWNER/NAME [CONSTRAINT]\n",
    });
  });

  test("installs its program (schema)", async () => {
    const [os = "", arch = ""] = platformUnderTest().split("/");
    const name = `helm-schema_0.18.1_${os[0]?.toUpperCase()}${os.slice(1)}_${arch === "amd64" ? "x86_64" : arch}`;
    const program = encoder.encode("the program");
    const exe = testsWindows() ? ".exe" : "";
    const archive = testsWindows()
      ? { [`${name}.zip`]: madeZip([{ path: "helm-schema.exe", content: program }]) }
      : { [`${name}.tar.gz`]: madeTgz([{ path: "helm-schema", content: program }]) };
    const list = Object.entries(archive).map(([file, bytes]) => {
      return `${new Bun.CryptoHasher("sha256").update(bytes).digest("hex")}  ${file}\n`;
    });
    using server = await serveRelease({ ...archive, "checksums.txt": encoder.encode(list.join("")) });
    cpSync(join(EXAMPLES, "schema"), sandbox.path("work/schema"), { recursive: true });
    const install = (env: Readonly<Record<string, string>>) =>
      sandbox.run(["./schema/install.lua"], { env: { HELM_PLUGIN_DIR: sandbox.shown("work/schema"), ...env } });
    expect(await install({ SKIP_BIN_INSTALL: "1" })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(existsSync(sandbox.path("work/schema/bin"))).toBeFalse();
    expect(await install({ HELM_SCHEMA_URL: server.base })).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
    expect(readFileSync(sandbox.path(`work/schema/bin/helm-schema${exe}`))).toEqual(Buffer.from(program));
  });
});
