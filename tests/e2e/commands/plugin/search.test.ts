import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { serveRelease, status, type Answer, type ReleaseServer } from "../../../helpers/release-server.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const search = (args: readonly string[], options?: RunOptions): Promise<RunResult> =>
  sandbox.run(["plugin", "search", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];

/** A package as Artifact Hub has it. */
const found = (name: string, facts: Readonly<Record<string, unknown>> = {}) => ({
  package_id: "11111111-2222-3333-4444-555555555555",
  name,
  normalized_name: name,
  version: "3.9.4",
  description: `does ${name}`,
  stars: 12,
  repository: { kind: 6, name: "r", url: `https://github.com/o/${name}`, user_name: "o" },
  ...facts,
});
const serve = (value: unknown, answer?: Answer): Promise<ReleaseServer> =>
  serveRelease({ search: Buffer.from(JSON.stringify(value)) }, answer === undefined ? {} : { search: answer });

describe("luff plugin search over http", () => {
  test("prints a table of what Artifact Hub finds, with the command that installs each", async () => {
    const folder = { repository: { url: "https://github.com/o/many/plugins/two" }, stars: 3 };
    const own = { repository: { url: "https://git.example/o/own" } };
    using server = await serve({ packages: [found("diff"), found("two", folder), found("own", own)] });
    const result = await search(["helm", "diff & more"], { env: { LUFF_HUB: server.base } });
    expect(result).toEqual({
      exitCode: 0,
      signal: null,
      stdout: [
        "NAME  VERSION  STARS  REPOSITORY                             INSTALL",
        "diff  3.9.4    12     https://github.com/o/diff              luff plugin install https://github.com/o/diff",
        "two   3.9.4    3      https://github.com/o/many/plugins/two  luff plugin install https://github.com/o/many//plugins/two",
        "own   3.9.4    12     https://git.example/o/own              luff plugin install git+https://git.example/o/own",
        "",
      ].join("\n"),
      stderr: "",
    });
    expect(server.requests).toEqual([
      "/releases/api/v1/packages/search?kind=6&ts_query_web=helm%20diff%20%26%20more&limit=20&offset=0",
    ]);
  });

  test("prints JSON and YAML, and asks as often as a limit needs", async () => {
    const packages = Array.from({ length: 60 }, (_, index) => found(`p${index}`));
    using server = await serve({ packages });
    const { stdout } = await search(["--endpoint", `${server.base}/`, "--limit", "62", "-o", "json", "p"]);
    const plugins = JSON.parse(stdout) as readonly unknown[];
    expect(plugins).toHaveLength(62);
    expect(plugins[0]).toEqual({
      name: "p0",
      version: "3.9.4",
      description: "does p0",
      stars: 12,
      repository: "https://github.com/o/p0",
      command: "luff plugin install https://github.com/o/p0",
    });
    expect(server.requests.map((path) => path.replace(/.*limit/, "limit"))).toEqual([
      "limit=60&offset=0",
      "limit=2&offset=60",
    ]);
    const yaml = await search(["--endpoint", server.base, "--limit", "1", "-o", "yaml", "p"]);
    expect(yaml.stdout).toStartWith("- name: p0\n  version: 3.9.4\n");
  });

  test.each([{ packages: [] }, { packages: null }])("says that nothing was found: %j", async (value) => {
    using server = await serve(value);
    expect(await search(["--endpoint", server.base, "x"])).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "Note: no plugin was found\n",
    });
    expect((await search(["--endpoint", server.base, "-o", "json", "x"])).stdout).toBe("[]\n");
  });

  test("prints nothing that controls a terminal, and no command that a shell could misread", async () => {
    const hostile = found("a\u{1b}[31mb\u{202e}", {
      version: "1\n2",
      repository: { url: "https://h/$(touch x);\u{9b}2J" },
      stars: "many",
    });
    using server = await serve({ packages: [hostile, 7, null, {}] });
    const table = await search(["--endpoint", server.base, "x"]);
    expect(table.stdout.split("\n")[1]).toBe("a[31mb  1 2             https://h/$(touch x);2J");
    for (const format of ["json", "yaml"]) {
      const { stdout } = await search(["--endpoint", server.base, "-o", format, "x"]);
      expect(stdout).not.toMatch(/[\u{1b}\u{9b}\u{202e}]/u);
      expect(stdout).not.toContain("luff plugin install");
    }
  });

  test.each([
    ["an error page", status(500), "status 500"],
    ["a limit that ends too late", status(429, { "retry-after": "7200" }), "status 429"],
    ["another server", status(404), "status 404"],
    ["an HTML page", (_: Uint8Array, response: { end(text: string): void }) => response.end("<html>"), "an HTML page"],
    [
      "broken JSON",
      (_: Uint8Array, response: { end(text: string): void }) => response.end('{"packages": ['),
      "something else",
    ],
    ["other JSON", (_: Uint8Array, response: { end(text: string): void }) => response.end("[]"), "a list of packages"],
  ] as readonly (readonly [string, Answer, string])[])("reports %s", async (_what, answer, text) => {
    using server = await serve({}, answer);
    const failed = await search(["--endpoint", server.base, "s3cret"]);
    expect({ status: failed.exitCode, code: codeOf(failed), stdout: failed.stdout }).toEqual({
      status: 1,
      code: "download-failed",
      stdout: "",
    });
    expect(failed.stderr).toContain(text);
  });

  test("looks into an index at a URL", async () => {
    const index = `version: 1\nplugins:\n  - {name: greet, version: 1.0.0, url: a/greet.tgz, sha256: ${"a".repeat(64)}}\n`;
    using server = await serveRelease({ "index.yaml": Buffer.from(index) });
    const { stdout } = await search(["--index", `${server.base}/index.yaml`, "-o", "json", "greet"]);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        repository: `${server.base}/a/greet.tgz`,
        command: `luff plugin install --checksum sha256:${"a".repeat(64)} ${server.base}/a/greet.tgz`,
      },
    ]);
    const absent = await search(["--index", `${server.base}/absent.yaml`, "greet"]);
    expect(codeOf(absent)).toBe("download-failed");
  });
});

describe("luff plugin search", () => {
  test("says which numbers --limit takes", async () => {
    expect((await search(["--limit", "0", "x"])).stderr).toStartWith(
      'Error: luff plugin search: --limit is "0", expected a number from 1 to 1000 [usage]\n',
    );
  });

  test.each([
    [["--limit", "0", "x"], "usage"],
    [["--limit", "1001", "x"], "usage"],
    [["--limit", "few", "x"], "usage"],
    [["--endpoint", "artifacthub.io", "x"], "usage"],
    [["--endpoint", "http://h", "--index", "i", "x"], "usage"],
    [["--index", "absent.yaml", "x"], "file-failed"],
    [["--index", "odd.yaml", "x"], "index-invalid"],
  ])("refuses %j", async (args, code) => {
    sandbox.write("work/odd.yaml", "plugins: []\n");
    expect(codeOf(await search(args))).toBe(code);
  });

  test("is what luff plugin install names for a word that is neither a path nor a URL", async () => {
    const { stderr } = await sandbox.run(["plugin", "install", "diff"]);
    expect(stderr).toContain('"diff" is neither a path nor a URL');
    expect(stderr).toContain("luff plugin search diff\n");
    expect((await sandbox.run(["plugin", "install", "di ff"])).stderr).not.toContain("search");
  });
});

const archive = (name: string, version: string): Uint8Array =>
  madeTgz([
    {
      path: `${name}/plugin.yaml`,
      content: `name: ${name}\nversion: ${version}\nusage: says ${name}\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n`,
    },
    { path: `${name}/run.lua`, content: "print('runs')\n" },
  ]);
const digest = (bytes: Uint8Array): string => new Bun.CryptoHasher("sha256").update(bytes).digest("hex");

describe("luff plugin index", () => {
  const index = (...args: readonly string[]): Promise<RunResult> => sandbox.run(["plugin", "index", ...args]);
  const written = (): Promise<string> => Bun.file(sandbox.path("work", "index.yaml")).text();

  test("writes what the archives of a folder are, which search then finds and install installs", async () => {
    const greet = archive("greet", "1.0.0");
    sandbox.write("work/archives/greet-1.0.0.tgz", greet);
    sandbox.write("work/archives/README.md", "no archive");
    expect(await index("-o", "index.yaml", "archives")).toEqual({
      exitCode: 0,
      signal: null,
      stdout: "Wrote 1 entry to: index.yaml\n  greet 1.0.0, at archives/greet-1.0.0.tgz\n",
      stderr: "",
    });
    expect(await written()).toBe(
      `# Written by luff plugin index.\nversion: 1\nplugins:\n  - name: greet\n    version: 1.0.0\n    description: says greet\n` +
        `    url: archives/greet-1.0.0.tgz\n    sha256: ${digest(greet)}\n`,
    );
    const { stdout } = await search(["--index", "index.yaml", "-o", "json", "greet"]);
    const [plugin] = JSON.parse(stdout) as readonly { readonly repository: string }[];
    expect(plugin?.repository).toBe(sandbox.shown("work", "archives", "greet-1.0.0.tgz"));
    expect((await sandbox.run(["plugin", "install", plugin?.repository ?? ""])).exitCode).toBe(0);
  });

  test("adds to an index with --merge, and takes addresses from --url", async () => {
    sandbox.write("work/greet-1.0.0.tgz", archive("greet", "1.0.0"));
    sandbox.write("work/greet 2.tgz", archive("greet", "2.0.0"));
    expect((await index("-o", "index.yaml", "--url", "https://h/p/", "greet-1.0.0.tgz")).exitCode).toBe(0);
    expect((await index("-o", "index.yaml", "--merge", "--url", "https://h/p", "greet 2.tgz")).exitCode).toBe(0);
    expect([...(await written()).matchAll(/url: (.*)/g)].map(([, url]) => url)).toEqual([
      "https://h/p/greet%202.tgz",
      "https://h/p/greet-1.0.0.tgz",
    ]);
    const { stdout } = await search(["--index", "index.yaml"]);
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect(stdout).toContain("2.0.0");
    expect((await index("-o", "index.yaml", "greet-1.0.0.tgz")).exitCode).toBe(0);
    expect(await written()).not.toContain("2.0.0");
  });

  test.each([
    [["-o", "index.yaml", "absent"], "source-not-found"],
    [["-o", "index.yaml", "empty"], "source-not-found"],
    [["-o", "index.yaml", "plugin"], "source-unsupported"],
    [["-o", "index.yaml", "text.tgz"], "archive-invalid"],
    [["-o", "index.yaml", "other.tgz"], "plugin-not-found"],
    [["-o", "index.yaml", "broken.tgz"], "manifest-invalid"],
    [["-o", "folder/index.yaml", "good.tgz"], "usage"],
    [["-o", "index.yaml", "--url", "https://me:s3cret@h", "good.tgz"], "usage"],
    [["-o", "index.yaml", "--url", "h", "good.tgz"], "usage"],
    [["-o", "index.yaml"], "usage"],
    [["good.tgz"], "usage"],
  ])("refuses %j, and writes nothing", async (args, code) => {
    sandbox.write("work/empty/.keep", "");
    sandbox.write("work/folder/.keep", "");
    sandbox.write("work/plugin/plugin.yaml", "name: a\n");
    sandbox.write("work/text.tgz", "text");
    sandbox.write("work/other.tgz", madeTgz([{ path: "a", content: "b" }]));
    sandbox.write("work/broken.tgz", madeTgz([{ path: "plugin.yaml", content: "name: [\n" }]));
    sandbox.write("work/good.tgz", archive("greet", "1.0.0"));
    const refused = await index(...args);
    expect(codeOf(refused)).toBe(code);
    expect(refused.stderr).not.toContain("s3cret");
    expect(await Bun.file(sandbox.path("work", "index.yaml")).exists()).toBeFalse();
  });

  test("keeps a file that is no index, and fails with --merge", async () => {
    sandbox.write("work/index.yaml", "mine: true\n");
    sandbox.write("work/good.tgz", archive("greet", "1.0.0"));
    expect(codeOf(await index("--merge", "-o", "index.yaml", "good.tgz"))).toBe("index-invalid");
    expect(await written()).toBe("mine: true\n");
  });
});
