import { afterEach, beforeEach, describe, expect, setDefaultTimeout, test } from "bun:test";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { extendedHeader, madeTar } from "../helpers/made-tar.ts";
import { madeZip } from "../helpers/made-zip.ts";
import { platformUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { serveRelease, type ReleaseServer } from "../helpers/release-server.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

setDefaultTimeout(120_000);

const [OS = "", ARCH = ""] = platformUnderTest().split("/");
const EXE = testsWindows() ? ".exe" : "";
const PROGRAM = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff);
const LONG = `${"folder/".repeat(30)}tool${EXE}`;
const digestOf = (data: Uint8Array): string => new Bun.CryptoHasher("sha256").update(data).digest("hex");

const tarOf = (path: string): Uint8Array =>
  madeTar([
    { path: "README.md", content: "read me\n" },
    { path, content: PROGRAM, mode: 0o644 },
  ]);
const ARCHIVES: Readonly<Record<string, Uint8Array>> = {
  "tar.gz": gzipSync(tarOf(`tool-1.2.3/tool${EXE}`)),
  tgz: gzipSync(madeTar([extendedHeader({ path: LONG }), { path: "x", content: PROGRAM }])),
  tar: tarOf(`tool${EXE}`),
  zip: madeZip([
    { path: "README.md", content: "read me\n" },
    { path: `bin/tool${EXE}`, content: PROGRAM },
  ]),
  bin: PROGRAM,
};

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const nameOf = (extension: string): string => `tool_1.2.3_${OS}_x-${ARCH}.${extension}`;

/** Serves archives, and a list of checksums of what they should be. */
function serve(archives: Readonly<Record<string, Uint8Array>> = ARCHIVES): Promise<ReleaseServer> {
  const files = Object.fromEntries(Object.entries(archives).map(([extension, bytes]) => [nameOf(extension), bytes]));
  const list = Object.entries(ARCHIVES).map(([extension, bytes]) => `${digestOf(bytes)}  ${nameOf(extension)}\n`);
  const odd = `${digestOf(PROGRAM)}  other_${nameOf("tar.gz")}\n`;
  return serveRelease({ ...files, "checksums.txt": new TextEncoder().encode(odd + list.join("")) });
}

/** Runs a plugin whose main installs the program of a release with more options, in Lua. */
function install(server: ReleaseServer, options: string): Promise<RunResult> {
  const main = `function main()
    return require("helm.install").release{
      repo = "owner/tool", asset = "{name}_{version}_{os}_{arch}.{ext}", arch_names = { ["${ARCH}"] = "x-${ARCH}" },
      bin = "tool", url = "${server.base}/{tag}", retries = 0, ${options}
    }
  end\n`;
  sandbox.addPlugin("tool", 'name: tool\nversion: "1.2.3"\nusage: u\n', { "main.lua": main });
  return sandbox.run(["tool"]);
}

const inBin = (): string[] => readdirSync(sandbox.path("plugins/tool/bin")).toSorted();
const installed = (): Buffer => readFileSync(sandbox.path(`plugins/tool/bin/tool${EXE}`));
const SUCCESS = { exitCode: 0, signal: null, stdout: "", stderr: "" };

const MANUAL = readFileSync(join(import.meta.dir, "../../.github/MANUAL.md"), "utf8");
const [, SECTION = ""] = /^### An install hook in Lua\n(.*?)^### /ms.exec(MANUAL) ?? [];
const EXAMPLE = [...SECTION.matchAll(/^```\w+\n(?:#|--) (\S+)\n(.*?)^```$/gms)];

describe("helm.install over the network, as the manual's install hook", () => {
  test("needs no repo where it has a url, passes lint and its spec, and installs the program", async () => {
    const name = `tool_${OS}_${ARCH}`;
    const list = new TextEncoder().encode(`${digestOf(PROGRAM)}  ${name}\n`);
    using server = await serveRelease({ [name]: PROGRAM, "checksums.txt": list });
    const write = (base: string): void => {
      for (const [, file = "", text = ""] of EXAMPLE) {
        sandbox.write(`work/tool/${file}`, text.replace('url = "https://example.com', `url = "${base}`));
      }
    };
    write("https://example.com");
    expect(await sandbox.run(["plugin", "lint", "tool"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("no errors, no warnings"),
    });
    expect(await sandbox.run(["plugin", "test", "tool"])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("2 passed, 0 failed in 1 file"),
    });
    write(server.base);
    expect(await sandbox.run(["plugin", "install", "./tool"])).toMatchObject({ exitCode: 0 });
    expect(installed()).toEqual(Buffer.from(PROGRAM));
    expect(EXAMPLE.map(([, file]) => file)).toEqual(["plugin.yaml", "install.lua", "spec/install_spec.lua"]);
  });
});

describe("helm.install over the network", () => {
  test.each(Object.keys(ARCHIVES))(
    "takes the program out of a release's %s, and makes it executable",
    async (extension) => {
      using server = await serve();
      expect(await install(server, `ext = { default = "${extension}" }, checksums = "checksums.txt"`)).toEqual(SUCCESS);
      expect(installed().equals(PROGRAM)).toBeTrue();
      expect(inBin()).toEqual([`tool${EXE}`]);
      if (!testsWindows()) expect(statSync(sandbox.path("plugins/tool/bin/tool")).mode & 0o777).toBe(0o755);
      expect(server.requests).toEqual([`/releases/1.2.3/${nameOf(extension)}`, "/releases/1.2.3/checksums.txt"]);
      expect(readdirSync(sandbox.path("tmp")).filter((name) => name.startsWith("luff-"))).toEqual([]);
    },
  );

  test("replaces a program that is there, in the folder that the plugin names", async () => {
    using server = await serve();
    sandbox.write(`plugins/tool/own/tool${EXE}`, "old");
    expect(await install(server, `bin = "own/tool", tag = "{name}-{version}"`)).toEqual(SUCCESS);
    expect(readFileSync(sandbox.path(`plugins/tool/own/tool${EXE}`)).equals(PROGRAM)).toBeTrue();
    expect(server.requests).toEqual([`/releases/tool-1.2.3/${nameOf("tar.gz")}`]);
  });

  test("tries the version with and without the letter v", async () => {
    using server = await serve();
    const run = await install(server, `version = "v1.2.4"`);
    expect(server.requests).toEqual(
      ["v1.2.4", "1.2.4"].map((tag) => `/releases/${tag}/${nameOf("tar.gz").replace("1.2.3", "v1.2.4")}`),
    );
    expect({ status: run.exitCode, stdout: run.stdout }).toEqual({ status: 1, stdout: "" });
    expect(run.stderr).toContain(`the server answered with status 404; is there a release for ${OS}/${ARCH}?`);
  });

  const half = (extension: string): Readonly<Record<string, Uint8Array>> => {
    const archive = ARCHIVES[extension] ?? PROGRAM;
    return { [extension]: archive.slice(0, archive.length >> 1) };
  };
  test.each([
    [
      "another checksum",
      { tgz: PROGRAM },
      `ext = "tgz", checksums = "checksums.txt"`,
      `/1.2.3/${nameOf("tgz")}: the SHA-256 is`,
    ],
    ["no list of checksums", ARCHIVES, `checksums = "sums.txt"`, "sums.txt: the server answered with status 404"],
    [
      "a list without the file",
      { deb: PROGRAM },
      `ext = "deb", checksums = "checksums.txt"`,
      "the list of checksums does not name tool_1.2.3_",
    ],
    ["no such program", ARCHIVES, `bin = "absent"`, `no file 'absent${EXE}' in the archive`],
    ["a part of a tar.gz", half("tar.gz"), "", "the archive is damaged: it ends too early"],
    ["a part of a tar", half("tar"), `ext = "tar"`, "the archive is damaged: it ends in 'tool"],
    ["a part of a zip", half("zip"), `ext = "zip"`, "the archive is damaged: it has no directory"],
  ])("leaves the old program for %s", async (_what, archives, options, message) => {
    using server = await serve(archives);
    sandbox.write(`plugins/tool/bin/tool${EXE}`, "old");
    const run = await install(server, options);
    expect({ status: run.exitCode, stdout: run.stdout }).toEqual({ status: 1, stdout: "" });
    expect(run.stderr).toContain(message);
    expect(installed().toString()).toBe("old");
    expect(inBin()).toEqual([`tool${EXE}`]);
  });

  /** An archive whose files have the program's name; `right` is the program. */
  const several = (modes: Readonly<Record<string, number>>, right: string): Readonly<Record<string, Uint8Array>> => {
    const files = Object.entries(modes).map(([path, mode]) => {
      return { path: `./${path}${EXE}`, mode, content: path === right ? PROGRAM : "another file" };
    });
    return { tar: madeTar(files) };
  };

  test.each([
    ["executable", "tool", { "completions/tool": 0o644, "a/b/c/tool": 0o755 }, "a/b/c/tool"],
    ["least deep", "tool", { "completions/bash/tool": 0o644, "a/tool": 0o644 }, "a/tool"],
    ["at the path of the option 'bin'", "bin/tool", { tool: 0o755, "a/bin/tool": 0o644 }, "a/bin/tool"],
  ])("takes the one of several files that is %s", async (_what, bin, modes, right) => {
    using server = await serve(several(modes, right));
    expect(await install(server, `ext = "tar", bin = "${bin}"`)).toEqual(SUCCESS);
    expect(installed().equals(PROGRAM)).toBeTrue();
  });

  test("asks for a path if several files of an archive may be the program", async () => {
    using server = await serve(several({ "amd64/tool": 0o755, "arm64/tool": 0o755, tool: 0o644 }, "arm64/tool"));
    const { exitCode, stderr } = await install(server, `ext = "tar"`);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: `tool: ${nameOf("tar")}: which of the archive's files is the program? It has 'amd64/tool${EXE}', 'arm64/tool${EXE}'; give its path in the option 'bin'\n`,
    });
  });

  test("finds a changed byte in a zip archive", async () => {
    const zip = (ARCHIVES["zip"] ?? PROGRAM).slice();
    zip[zip.length >> 1] = (zip[zip.length >> 1] ?? 0) ^ 0x55;
    using server = await serve({ zip });
    const run = await install(server, `ext = "zip"`);
    expect(run.exitCode).toBe(1);
    expect(run.stderr).toContain("the archive is damaged: the ");
  });
});

test("an error for an argument behind return in main begins with the plugin's name", async () => {
  const main = `function main() return require("helm.install").release({ nonsense = 1 }) end\n`;
  sandbox.addPlugin("tail", "name: tail\nversion: 1.0.0\nusage: u\n", { "main.lua": main });
  const { exitCode, stderr } = await sandbox.run(["tail"]);
  expect(exitCode).toBe(1);
  const note = "; the call stands behind 'return', so its line is not known";
  expect(stderr).toStartWith(
    `tail: bad argument #1 to 'release' (unknown option 'nonsense')${note}\nstack traceback:\n`,
  );
});
