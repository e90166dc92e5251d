import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { cpSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createGitRepository, GIT_ENVIRONMENT } from "../helpers/git-repository.ts";
import { luffOnPath } from "../helpers/luff-on-path.ts";
import { madeTgz } from "../helpers/made-tar.ts";
import { madeZip } from "../helpers/made-zip.ts";
import { executableUnderTest, platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { serveRelease, status } from "../helpers/release-server.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";
import { shownPath } from "../helpers/shown-path.ts";

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

test.each(["envs", "label", "releases"])("the specs of the example plugin %s pass", async (name) => {
  const { exitCode, stdout, stderr } = await sandbox.run(["plugin", "test", sandbox.shown("plugins", name)]);
  expect({ exitCode, stderr, failed: /, [1-9]\d* failed/.test(stdout) }).toEqual({
    exitCode: 0,
    stderr: "",
    failed: false,
  });
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

/** Puts a program into the sandbox's `bin` that is a script of plain Lua. Returns the PATH that begins with it. */
function addLuaProgram(name: string, source: string): string {
  sandbox.write(`bin/${name}.lua`, source);
  if (testsWindows()) {
    sandbox.write(`bin/${name}.cmd`, `@"${shownPath(executableUnderTest())}" "%~dp0${name}.lua" %*\r\n`);
    return `${sandbox.shown("bin")};${sandbox.env["PATH"]}`;
  }
  sandbox.write(`bin/${name}`, `#!/bin/sh\nexec luff "\${0}.lua" "$@"\n`, 0o755);
  return luffOnPath(sandbox);
}

/** Notes each call in the folder of NOTES, packs a chart, and writes an index of the names in a folder. */
const HELM = `
local archive, fs, path = require "helm.archive", require "helm.fs", require "helm.path"
function main(...)
  local words = { ... }
  local last = words[#words]
  assert(fs.write(os.getenv("NOTES") .. "/helm", table.concat(words, " ", 1, 2) .. "\\n", { append = true }))
  if words[1] == "package" then
    local version = fs.read(last .. "/Chart.yaml"):match("version: (%S+)")
    assert(archive.create(("%s/%s-%s.tgz"):format(words[3], path.base(last), version), last))
  elseif words[1] == "repo" then
    assert(fs.write(last .. "/index.yaml", words[3] .. "\\n" .. table.concat(fs.list(last), "\\n") .. "\\n"))
  end
end
`;

/** Git with one repository, whose files are in the folder of TREE. */
const GIT = `
local fs = require "helm.fs"
function main(...)
  local words = { ... }
  local folder = words[1] == "-C" and words[2]
  local command = folder and words[3] or words[1]
  assert(fs.write(os.getenv("NOTES") .. "/git", command .. "\\n", { append = true }))
  if command == "init" then assert(fs.mkdir(words[#words] .. "/.git")) end
  if command == "ls-remote" then print("ref: refs/heads/main\\tHEAD") end
  if command == "checkout" then assert(fs.copy(os.getenv("TREE"), folder, { recursive = true })) end
end
`;

const CHART = {
  "charts/web/Chart.yaml": "apiVersion: v2\nname: web\nversion: 1.2.3\ndependencies: [{name: db, version: 1.0.0}]\n",
  "charts/web/values.yaml": "a: ü\n",
  "charts/db/Chart.yaml": "apiVersion: v2\nname: db\nversion: 1.0.0\n",
  "charts/logo.png": "\u0000\r\n\u001a\n",
};

function addTree(folder: string): void {
  for (const [name, content] of Object.entries(CHART)) sandbox.write(`${folder}/${name}`, content);
}

function notes(of: "git" | "helm"): readonly string[] {
  const file = sandbox.path(`notes/${of}`);
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split(/\r?\n/) : [];
}

describe("the example plugin git with stand-ins for git and Helm", () => {
  const URL = "git+https://me:secret@example.invalid/o/r";
  const get = (url: string, more: Readonly<Record<string, string>> = {}) => {
    addTree("tree");
    sandbox.write("notes/.keep", "");
    addLuaProgram("helm", HELM);
    const PATH = addLuaProgram("git", GIT);
    const env = { PATH, NOTES: sandbox.shown("notes"), TREE: sandbox.shown("tree"), HELM_GIT_HELM_BIN: "helm" };
    return sandbox.run(["get", url, "-o", "got"], { env: { ...env, ...more } });
  };
  const got = (): string => readFileSync(sandbox.path("work/got"), "latin1");

  test("gets an index of the charts of a folder", async () => {
    expect(await get(`${URL}@charts/index.yaml`)).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
    const url = "git+https://me:secret@example.invalid/o/r@charts?ref=main&sparse=1&depupdate=1&package=1";
    expect(got()).toBe(`--url=${url}\ndb-1.0.0.tgz\nweb-1.2.3.tgz\n`);
    expect(notes("git")).toEqual(["ls-remote", "init", "sparse-checkout", "fetch", "checkout"]);
    expect(notes("helm")).toEqual([
      "package --destination",
      "dependency update",
      "package --destination",
      "repo index",
    ]);
  });

  test("gets a file of the tree byte for byte, without Helm", async () => {
    expect(await get(`${URL}@charts/logo.png?ref=v1&sparse=0`)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(got()).toBe(CHART["charts/logo.png"]);
    expect(notes("git")).toEqual(["init", "fetch", "checkout"]);
    expect(notes("helm")).toEqual([]);
  });

  test("gets a chart without an index of all charts", async () => {
    expect(await get(`${URL}@charts/web-1.2.3.tgz`)).toMatchObject({ exitCode: 0, stdout: "", stderr: "" });
    expect(got()).toStartWith("\u001f\u008b");
    expect(notes("helm")).toEqual(["package --destination", "dependency update", "package --destination"]);
  });

  test("makes only the wanted chart if asked so, and keeps it", async () => {
    const env = { HELM_GIT_CHART_CACHE: sandbox.shown("cache"), HELM_GIT_CHART_CACHE_STRATEGY: "chart" };
    for (let round = 0; round < 2; round++) {
      expect(await get(`${URL}@charts/db-1.0.0.tgz?ref=v1`, env)).toMatchObject({ exitCode: 0, stderr: "" });
      expect(got()).toStartWith("\u001f\u008b");
    }
    expect(notes("helm")).toEqual(["package --destination", "repo index"]);
    expect(notes("git")).toEqual(["init", "sparse-checkout", "fetch", "checkout"]);
  });

  test.each([
    ["@charts/none-1.0.0.tgz?ref=v1", "There is no file none-1.0.0.tgz for"],
    ["@charts/../../x?ref=v1", "'..' leaves the repository's files"],
    ["@charts/x?ref=--upload-pack", "ref '--upload-pack' begins with '-'"],
    ["@charts/x?package=2", "package is 0 or 1, got '2'"],
    ["@charts/", "the repository or the file is missing"],
  ])("says what is wrong with a URL that ends with %s, and no password", async (end, message) => {
    const { exitCode, stderr } = await get(URL + end);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("secret");
  });
});

describe("the example plugin git with a real git", () => {
  const serve = () => {
    const repository = createGitRepository(sandbox, "repository");
    addTree("repository");
    repository.git("add", "-A");
    repository.git("commit", "--quiet", "-m", "x");
    repository.git("tag", "v1");
    sandbox.write("repository/charts/web/values.yaml", "a: later\n");
    repository.git("commit", "--quiet", "-am", "y");
    sandbox.write("notes/.keep", "");
    const env = { ...GIT_ENVIRONMENT, NOTES: sandbox.shown("notes"), HELM_GIT_HELM_BIN: "helm" };
    const PATH = addLuaProgram("helm", HELM);
    return (rest: string, more: Readonly<Record<string, string>> = {}) =>
      sandbox.run(["get", `git+${repository.url}${rest}`], { env: { ...env, PATH, ...more } });
  };

  test("gets files of a tag, and of the default branch", async () => {
    const get = serve();
    const of = (stdout: string) => ({ exitCode: 0, signal: null, stdout, stderr: "" });
    expect(await get("@charts/web/values.yaml?ref=v1")).toEqual(of("a: ü\n"));
    expect(await get("@charts/web/values.yaml")).toEqual(of("a: later\n"));
    expect(await get("/.keep?sparse=0")).toEqual(of(""));
  });

  test("gets an index, also out of a repository that it keeps", async () => {
    const get = serve();
    const first = await get("@charts/index.yaml");
    expect(first).toMatchObject({ exitCode: 0, stderr: "" });
    expect(first.stdout).toEndWith("ref=main&sparse=1&depupdate=1&package=1\ndb-1.0.0.tgz\nweb-1.2.3.tgz\n");
    for (let round = 0; round < 2; round++) {
      const kept = await get("@charts/index.yaml?ref=v1", { HELM_GIT_REPO_CACHE: sandbox.path("kept") });
      expect(kept).toMatchObject({ exitCode: 0, stderr: "" });
      expect(kept.stdout).toContain("ref=v1");
    }
  });

  test("says what git says of a branch and a folder that are not there", async () => {
    const get = serve();
    const branch = await get("@charts/index.yaml?ref=none");
    expect(branch.exitCode).toBe(1);
    expect(branch.stderr).toContain("couldn't find remote ref none");
    expect((await get("@none/index.yaml")).stderr).toContain("No files have been checked out");
  });
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
