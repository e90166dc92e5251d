import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { symlinkSync } from "node:fs";
import { dirname } from "node:path";
import { createSandbox, type Sandbox, type Variables } from "../helpers/sandbox.ts";

const MANIFEST = "name: p\nversion: 1.0.0\nusage: u\n";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
  sandbox.addPlugin("p", MANIFEST, { "main.lua": "function main() end\n" });
});
afterEach(() => sandbox.remove());

/** What has no end: a FIFO that nobody writes to, or a link to a device. */
function put(kind: string, path: string): string {
  const file = sandbox.path(path);
  Bun.spawnSync(["mkdir", "-p", dirname(file)]);
  Bun.spawnSync(["rm", "-f", file]);
  if (kind === "a FIFO") Bun.spawnSync(["mkfifo", file]);
  else symlinkSync("/dev/zero", file);
  return file;
}

const URL = "https://127.0.0.1:1/x";
const UNUSABLE = "a file with certificates cannot be used";
const SPECIAL = "is not a regular file of at most 64 MiB";

describe.each(["a FIFO", "an endless device"])("%s in the place of a file that luff reads is an error:", (kind) => {
  test.each<[string, string, readonly string[], (path: string) => string, ((path: string) => Variables)?]>([
    [
      "a set",
      "set.yaml",
      ["plugin", "install", "-f", "@"],
      (path) => `cannot read ${path}: it is not a regular file [file-failed]`,
    ],
    [
      "an index",
      "index.json",
      ["plugin", "search", "x", "--index", "@"],
      (path) => `cannot read the index ${path}: it is not a regular file [file-failed]`,
    ],
    [
      "a bundle",
      "b.tar",
      ["plugin", "bundle", "load", "@"],
      (path) => `cannot read ${path}: it is not a regular file [file-failed]`,
    ],
    [
      "an archive",
      "a.tgz",
      ["plugin", "install", "@"],
      (path) => `luff cannot install from "${path}": it is neither a file nor a folder [source-unsupported]`,
    ],
    [
      "--ca-file",
      "ca.pem",
      ["get", "--ca-file", "@", URL],
      (path) => `cannot read the file of --ca-file: ${path}: it is not a regular file [file-failed]`,
    ],
    [
      "SSL_CERT_FILE",
      "ca.pem",
      ["get", URL],
      () => `cannot download ${URL}: ${UNUSABLE} (SSL_CERT_FILE ${SPECIAL}) [download-failed]`,
      (path) => ({ SSL_CERT_FILE: path }),
    ],
    [
      "NODE_EXTRA_CA_CERTS",
      "ca.pem",
      ["get", URL],
      () => `cannot download ${URL}: ${UNUSABLE} (NODE_EXTRA_CA_CERTS ${SPECIAL}) [download-failed]`,
      (path) => ({ NODE_EXTRA_CA_CERTS: path }),
    ],
    [
      "the manifest",
      "plugins/p/plugin.yaml",
      ["plugin", "lint", "../plugins/p"],
      (path) => `cannot read ${path}: it is not a regular file [manifest-unreadable]`,
    ],
    [
      "the ignore file at lint",
      "plugins/p/.luffignore",
      ["plugin", "lint", "../plugins/p"],
      (path) => `cannot read ${path}: it is not a regular file [file-failed]`,
    ],
    [
      "the ignore file at package",
      "plugins/p/.luffignore",
      ["plugin", "package", "../plugins/p"],
      (path) => `cannot read ${path}: it is not a regular file [file-failed]`,
    ],
    [
      "a spec",
      "plugins/p/spec/a_spec.lua",
      ["plugin", "test", "../plugins/p"],
      (path) =>
        `the plugin in ${dirname(dirname(path))} has no specs: no file that ends in _spec.lua in spec and tests [spec-not-found]`,
    ],
  ])("%s", async (_, ...[place, words, message, env]) => {
    const path = put(kind, place);
    const args = words.map((word) => (word === "@" ? path : word));
    const { exitCode, stdout, stderr } = await sandbox.run(args, { env: env?.(path) ?? {} });
    expect([exitCode === 0, stdout, stderr.split("\n")[0]]).toEqual([false, "", `Error: ${message(path)}`]);
  });

  test("the lock file of a set", async () => {
    const set = sandbox.write(
      "set.yaml",
      `plugins:\n  - {name: p, url: ${JSON.stringify(sandbox.path("plugins/p"))}}\n`,
    );
    const path = put(kind, "set.lock");
    const { exitCode, stderr } = await sandbox.run(["plugin", "install", "-f", set]);
    expect([exitCode, stderr]).toEqual([1, `Error: cannot read ${path}: it is not a regular file [file-failed]\n`]);
  });
});

test("an ignore file that is a folder is an error", async () => {
  sandbox.write("plugins/p/.luffignore/x", "");
  const { exitCode, stderr } = await sandbox.run(["plugin", "lint", "../plugins/p"]);
  expect([exitCode, stderr.split("\n")[0]]).toEqual([
    1,
    expect.stringMatching(/^Error: cannot read .*\.luffignore: .* \[file-failed\]$/),
  ]);
});
