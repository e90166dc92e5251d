import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdirSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { filesBelow } from "../../../helpers/files-below.ts";
import { findTool, withoutTool } from "../../../helpers/find-tool.ts";
import { madeCertificate } from "../../../helpers/made-certificate.ts";
import { madeTgz } from "../../../helpers/made-tar.ts";
import { serveProxy } from "../../../helpers/proxy-server.ts";
import {
  type Answer,
  atFirst,
  bytes,
  cutChunks,
  late,
  redirect,
  type ReleaseServer,
  serveRelease,
  slow,
  stalled,
  status,
  truncated,
  whole,
  withHeaders,
} from "../../../helpers/release-server.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../../helpers/sandbox.ts";

const OPENSSL = findTool("openssl");
const MANIFEST = "name: greet\nversion: 1.2.3\nusage: u\ncommand: luff $HELM_PLUGIN_DIR/run.lua\n";
const ARCHIVE = madeTgz([
  { path: "greet/plugin.yaml", content: MANIFEST },
  { path: "greet/run.lua", content: "function main(...) print('runs', ...) end\n" },
]);
const DIGEST = new Bun.CryptoHasher("sha256").update(ARCHIVE).digest("hex");
const FILES = { "greet-1.2.3.tgz": ARCHIVE };

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const install = (args: readonly string[], options: RunOptions = {}): Promise<RunResult> =>
  sandbox.run(["plugin", "install", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const outcome = (result: RunResult) => ({ status: result.exitCode, code: codeOf(result) });
const plugins = (): string[] => readdirSync(sandbox.plugins).filter((name) => name !== ".luff");
/** What is in the plugins folder besides luff's own folders and its lock. */
const kept = (): string[] =>
  Object.keys(filesBelow(sandbox.plugins)).filter((path) =>
    /^(?!\.luff)|^\.luff\/(journal|work|receipts|files)\/./.test(path),
  );
const origin = (folder: string): unknown =>
  JSON.parse(filesBelow(sandbox.plugins)[`.luff/receipts/${folder}.json`] ?? "").origin;
/** How often the archive itself was requested. */
const archives = ({ requests }: ReleaseServer): number => requests.filter((path) => /\.tgz(?:\?|$)/.test(path)).length;
const FAILED = { status: 1, code: "download-failed" };
const basic = (text: string): string => `Basic ${Buffer.from(text).toString("base64")}`;

describe("luff plugin install of a URL", () => {
  test("downloads an archive, writes a receipt, and notes that it was not checked", async () => {
    using server = await serveRelease(FILES);
    const url = `${server.base}/greet-1.2.3.tgz`;
    expect(await install([url])).toEqual({
      exitCode: 0,
      signal: null,
      stdout: `Installed plugin: greet\nVersion 1.2.3, from ${url}\n`,
      stderr: `Note: no file beside ${url} has a checksum for it, so it was not checked\n`,
    });
    expect(plugins()).toEqual(["greet"]);
    expect(origin("greet")).toEqual({ kind: "http", url, sha256: DIGEST });
    expect((await sandbox.run(["greet", "a"])).stdout).toBe("runs\ta\n");
    expect((await sandbox.run(["plugin", "verify", "greet"])).exitCode).toBe(0);
    expect((await sandbox.run(["plugin", "list"])).stdout).toContain(url);
    expect(server.headers[0]?.["user-agent"]).toStartWith("luff/");
    expect(kept().filter((path) => path.startsWith(".luff/work"))).toEqual([]);
  });

  test("has no such note for an update that gets what is installed", async () => {
    using server = await serveRelease(FILES);
    await install([`${server.base}/greet-1.2.3.tgz`]);
    expect(await sandbox.run(["plugin", "update", "greet"])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(server.requests.filter((path) => path.endsWith(".tgz"))).toHaveLength(2);
  });

  test.each([
    ["/download?file=1&token=s3cret", "download", "/download?…"],
    ["/greet-v2.0.0.tar.gz?raw=true#top", "greet-v2.0.0", "/greet-v2.0.0.tar.gz?…"],
    ["/my%20greet.tgz", "my%20greet", "/my%20greet.tgz"],
  ])(
    "installs the archive at %s into the folder %s, for any content type, and stores no query",
    async (path, folder, shown) => {
      const answer = withHeaders({ "content-type": "application/octet-stream" });
      const name = path.slice(1).replace(/[?#].*/, "");
      using server = await serveRelease({ [name]: ARCHIVE }, { [name]: answer });
      const { exitCode, stdout, stderr } = await install([server.base + path]);
      expect({ exitCode, folders: plugins() }).toEqual({ exitCode: 0, folders: [folder] });
      expect(origin(folder)).toMatchObject({ url: server.base + shown });
      expect(server.requests[0]).toBe(`/releases${path.replace(/#.*/, "")}`);
      expect(stdout + stderr).not.toContain("s3cret");
    },
  );

  test.each([
    ["a Content-Encoding that names its own compression", withHeaders({ "content-encoding": "gzip" })],
    ["no length", (body: Uint8Array, response: { end(bytes: Uint8Array): void }) => response.end(body)],
    ["pauses between the parts", slow],
  ])("accepts an archive that comes with %s", async (_what, answer) => {
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": answer });
    expect((await install([`${server.base}/greet-1.2.3.tgz`])).exitCode).toBe(0);
    expect(origin("greet")).toMatchObject({ sha256: DIGEST });
    expect(server.headers[0]?.["accept-encoding"]).toBe("identity");
  });

  test.each([
    ["greet-1.2.3.tgz.sha256", DIGEST],
    ["checksums.txt", `${"1".repeat(64)}  other.tgz\n${DIGEST}  greet-1.2.3.tgz\n`],
    ["SHA256SUMS", `${DIGEST} *greet-1.2.3.tgz\n`],
  ])("checks it against %s beside it", async (file, text) => {
    const right = { ...FILES, [file]: Buffer.from(text) };
    const wrong = { ...FILES, [file]: Buffer.from(text.replace(DIGEST, "0".repeat(64))) };
    using bad = await serveRelease(wrong);
    expect(outcome(await install([`${bad.base}/greet-1.2.3.tgz`]))).toEqual({ status: 1, code: "checksum-mismatch" });
    expect(kept()).toEqual([]);
    using packed = await serveRelease(
      { ...FILES, [file]: gzipSync(text) },
      { [file]: withHeaders({ "content-encoding": "gzip" }) },
    );
    expect(await install([`${packed.base}/greet-1.2.3.tgz`])).toMatchObject({ exitCode: 0, stderr: "" });
    using good = await serveRelease(right);
    expect(await install(["--force", `${good.base}/greet-1.2.3.tgz?a=b`])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(good.requests).toContain(`/releases/${file}?a=b`);
  });

  test("asks for no other checksum if the .sha256 beside it has one", async () => {
    const own = { "greet-1.2.3.tgz.sha256": Buffer.from(DIGEST) };
    const shared = { "checksums.txt": Buffer.from("x"), SHA256SUMS: Buffer.from("x") };
    const answers = { "greet-1.2.3.tgz.sha256": late(300), "checksums.txt": status(400), SHA256SUMS: status(400) };
    using server = await serveRelease({ ...FILES, ...own, ...shared }, answers);
    expect(await install([`${server.base}/greet-1.2.3.tgz`])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(server.requests).toEqual(["/releases/greet-1.2.3.tgz", "/releases/greet-1.2.3.tgz.sha256"]);
  });

  test("looks for its checksum while it is downloaded", async () => {
    let requested = (): void => {};
    const isRequested = new Promise<void>((resolve) => void (requested = resolve));
    const halfBefore: Answer = (body, response) => {
      response.writeHead(200, { "content-length": body.length });
      response.write(body.subarray(0, body.length / 2));
      void isRequested.then(() => response.end(body.subarray(body.length / 2)));
    };
    const own: Answer = (body, response) => {
      requested();
      whole(body, response);
    };
    // curl keeps the first kilobytes until there are more.
    const archive = madeTgz([
      { path: "greet/plugin.yaml", content: MANIFEST },
      { path: "greet/data", content: crypto.getRandomValues(new Uint8Array(60_000)) },
    ]);
    const wrong = Buffer.from("0".repeat(64));
    using server = await serveRelease(
      { "greet-1.2.3.tgz": archive, "greet-1.2.3.tgz.sha256": wrong },
      { "greet-1.2.3.tgz": halfBefore, "greet-1.2.3.tgz.sha256": own },
    );
    const result = await install([`${server.base}/greet-1.2.3.tgz`]);
    expect(outcome(result)).toEqual({ status: 1, code: "checksum-mismatch" });
    expect(archives(server)).toBe(1);
    expect(kept()).toEqual([]);
  });

  test("uses a late checksums.txt although the server refuses SHA256SUMS before", async () => {
    const files = {
      ...FILES,
      "checksums.txt": Buffer.from(`${DIGEST}  greet-1.2.3.tgz\n`),
      SHA256SUMS: Buffer.from("x"),
    };
    using server = await serveRelease(files, { "checksums.txt": late(500), SHA256SUMS: status(400) });
    expect(await install([`${server.base}/greet-1.2.3.tgz`])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(kept().filter((path) => path.startsWith(".luff/work"))).toEqual([]);
  });

  test("does not wait for SHA256SUMS where checksums.txt has its checksum", async () => {
    const files = {
      ...FILES,
      "checksums.txt": Buffer.from(`${DIGEST}  greet-1.2.3.tgz\n`),
      SHA256SUMS: Buffer.from("x"),
    };
    using server = await serveRelease(files, { SHA256SUMS: () => {} });
    expect(await install([`${server.base}/greet-1.2.3.tgz`])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(server.requests.toSorted().slice(0, 2)).toEqual(["/releases/SHA256SUMS", "/releases/checksums.txt"]);
  });

  test("refuses it if the .sha256 beside it has no checksum, and counts a page there as no file", async () => {
    const files = { ...FILES, "greet-1.2.3.tgz.sha256": Buffer.from("sha1:00\n") };
    using server = await serveRelease(files);
    expect(outcome(await install([`${server.base}/greet-1.2.3.tgz`]))).toEqual({ status: 1, code: "checksum-invalid" });
    expect(kept()).toEqual([]);
    using pages = await serveRelease({ ...FILES, "greet-1.2.3.tgz.sha256": Buffer.from("<!DOCTYPE html>\n") });
    const { exitCode, stderr } = await install([`${pages.base}/greet-1.2.3.tgz`]);
    expect({ exitCode, notChecked: stderr.includes("was not checked") }).toEqual({ exitCode: 0, notChecked: true });
  });

  test("checks it against --checksum, and then requests no other checksum", async () => {
    using server = await serveRelease(FILES);
    const url = `${server.base}/greet-1.2.3.tgz`;
    expect(codeOf(await install(["--checksum", `sha256:${"0".repeat(64)}`, url]))).toBe("checksum-mismatch");
    expect(kept()).toEqual([]);
    expect(await install(["--checksum", `sha256:${DIGEST}`, url])).toMatchObject({ exitCode: 0, stderr: "" });
    expect(server.requests).toEqual(["/releases/greet-1.2.3.tgz", "/releases/greet-1.2.3.tgz"]);
  });

  test("follows redirects, and keeps the first name", async () => {
    using store = await serveRelease({ "0a1b2c": ARCHIVE });
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": redirect(`${store.base}/0a1b2c?signature=s3cret`) });
    const { exitCode, stdout, stderr } = await install([`${server.base}/greet-1.2.3.tgz`]);
    expect({ exitCode, folders: plugins() }).toEqual({ exitCode: 0, folders: ["greet"] });
    expect(stdout + stderr).not.toContain("s3cret");
    using relative = await serveRelease(
      { ...FILES, "old.tgz": ARCHIVE },
      { "old.tgz": redirect("../releases/x/../greet-1.2.3.tgz") },
    );
    expect((await install(["--force", `${relative.base}/old.tgz`])).exitCode).toBe(0);
  });

  test.each([
    ["for ever", (base: string) => `${base}/greet-1.2.3.tgz`],
    ["to a file of this machine", () => "file:///etc/passwd"],
  ])("does not follow redirects %s", async (_what, target) => {
    const answers: Record<string, ReturnType<typeof redirect>> = {};
    using server = await serveRelease(FILES, answers);
    answers["greet-1.2.3.tgz"] = redirect(target(server.base));
    expect(outcome(await install([`${server.base}/greet-1.2.3.tgz`]))).toEqual(FAILED);
    expect(server.requests.length).toBeLessThanOrEqual(11);
    expect(kept()).toEqual([]);
  });

  test.each([
    ["is busy", status(503), 2],
    ["wants a pause", status(429, { "retry-after": "1" }), 2],
    ["cuts the answer", truncated, 2],
    ["cuts the chunks", cutChunks, 2],
  ])("tries again if the server %s", async (_what, first, requests) => {
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": atFirst(first) });
    const result = await install(["--checksum", `sha256:${DIGEST}`, `${server.base}/greet-1.2.3.tgz`]);
    expect({ exitCode: result.exitCode, requests: server.requests.length }).toEqual({ exitCode: 0, requests });
    expect(result.stderr).toMatch(/^Note: .*; trying again in \d+(\.\d+)? s\n$/);
  });

  test.each([
    ["fails always", status(500), 4],
    ["cuts every answer", truncated, 4],
    ["has no such file", status(404), 1],
    ["wants a user", status(401), 1],
    ["wants a pause of hours", status(503, { "retry-after": "7200" }), 1],
    ["answers with nothing", status(204), 1],
  ])("fails if the server %s, and leaves nothing", async (_what, answer, requests) => {
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": answer });
    expect(outcome(await install([`${server.base}/greet-1.2.3.tgz?token=s3cret`]))).toEqual(FAILED);
    expect(archives(server)).toBe(requests);
    expect(kept()).toEqual([]);
  });

  const head = (line: string, ...headers: readonly string[]): Answer =>
    bytes([`HTTP/1.1 ${line}`, "Content-Length: 0", ...headers, "", ""].join("\r\n"));
  const address = "Check the address. If it is right, its server, or a proxy before it, is set up wrongly.";
  const forbidden = "what the server sent is not HTTP, or its headers are too large or have forbidden characters";
  test.each([
    [head("302 Found"), "status 302, a redirect that does not say where to", address],
    [head("204 No Content"), "status 204, which means that there is no content", address],
    [head("206 Partial"), "status 206, a part of the file, although luff asked for all of it", address],
    [head("304 x"), "status 304, which means that luff has the file already, although luff did not ask that", address],
    [head("418 x"), "status 418", "Check the address. The server does not take a request for it."],
    [head("401 No", 'WWW-Authenticate: Basic realm="\x1b[31mred"'), forbidden, address],
    [head("302 Found", "Location: /a\x7f"), forbidden, address],
    [bytes("220 mail.example.com ESMTP\r\n"), forbidden, address],
  ])("says what is wrong with a response that is no file (%#)", async (answer, reason, hint) => {
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": answer });
    const { stderr } = await install([`${server.base}/greet-1.2.3.tgz`]);
    const [first = "", ...more] = stderr.split("\n");
    expect(first).toStartWith(`Error: cannot download ${server.base}/greet-1.2.3.tgz: `);
    expect(first).toContain(reason);
    expect([first.endsWith(" [download-failed]"), ...more]).toEqual([true, `Hint: ${hint}`, ""]);
    expect(server.requests).toHaveLength(1);
  });

  test("does not try again if the URL is none", async () => {
    const result = await install(["http://[1:2]/x.tgz"]);
    expect(outcome(result)).toEqual(FAILED);
    expect(result.stderr).toContain("the name of the server or of its proxy is unknown");
    expect(result.stderr).not.toContain("trying again");
  });

  test("fails if the server stops sending", async () => {
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": stalled });
    const result = await install(["--timeout", "1s", `${server.base}/greet-1.2.3.tgz`]);
    expect(outcome(result)).toEqual(FAILED);
    expect(result.stderr).toContain("sent nothing for too long");
    expect(archives(server)).toBe(4);
    expect(kept()).toEqual([]);
  });

  test.each([
    ["says that it is larger", { "content-length": String(2 ** 40) }],
    ["does not stop", {}],
  ])("stops at an archive that is larger than what it may unpack to, if the server %s", async (_what, headers) => {
    const block = new Uint8Array(1 << 20);
    const answer: Answer = (_, response) => {
      response.writeHead(200, headers);
      let left = 64;
      const send = (): void => {
        if (left-- > 0) response.write(block, send);
        else response.socket?.destroy();
      };
      send();
    };
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": answer });
    const result = await install(["--unpack-limit", "1MiB", `${server.base}/greet-1.2.3.tgz`]);
    expect(outcome(result)).toEqual({ status: 1, code: "archive-too-large" });
    expect(result.stderr).toContain("--unpack-limit");
    expect(archives(server)).toBe(1);
    expect(kept()).toEqual([]);
  });

  test("fails without a server, and if it gets an HTML page instead of an archive", async () => {
    const gone = await serveRelease(FILES);
    gone[Symbol.dispose]();
    // Windows tries for some time to reach what refuses.
    expect(outcome(await install(["--timeout", "2s", `${gone.base}/greet-1.2.3.tgz`]))).toEqual(FAILED);
    using server = await serveRelease({ greet: Buffer.from("<!doctype html><p>Please log in") });
    const page = await install([`${server.base}/greet`]);
    expect(outcome(page)).toEqual({ status: 1, code: "archive-invalid" });
    expect(page.stderr).toContain("is an HTML page, not an archive");
    expect(page.stderr).toContain("git+");
    expect(kept()).toEqual([]);
  });

  test("says that a server speaks no TLS, without another attempt", async () => {
    using server = await serveRelease(FILES);
    const failed = await install([`${server.base.replace("http:", "https:")}/greet-1.2.3.tgz`]);
    expect(outcome(failed)).toEqual(FAILED);
    expect(failed.stderr).toContain(": the TLS handshake failed (");
    expect(failed.stderr).toContain("write http://");
    expect(failed.stderr).not.toContain("trying again");
  });

  test("says what a URL lacks that names no file, and what to do if the folder is another plugin's", async () => {
    using server = await serveRelease(FILES);
    const nameless = await install([new URL("/", server.base).href]);
    expect(outcome(nameless)).toEqual({ status: 1, code: "source-unsupported" });
    expect(nameless.stderr).toContain("/: no file is named in it [");
    sandbox.addPlugin("greet", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    const taken = await install([`${server.base}/greet-1.2.3.tgz`]);
    expect(outcome(taken)).toEqual({ status: 1, code: "plugin-exists" });
    expect(taken.stderr).toContain(
      "Hint: Remove that one first: luff plugin uninstall other. Or download the archive to a file of another name, and",
    );
  });

  test("ends at a signal, and leaves nothing", async () => {
    const asked = Promise.withResolvers<void>();
    const answer: Answer = (body, response) => {
      stalled(body, response);
      asked.resolve();
    };
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": answer });
    const started = sandbox.start(["plugin", "install", `${server.base}/greet-1.2.3.tgz`]);
    await asked.promise;
    started.process.kill("SIGTERM");
    const result = await started.result;
    expect(outcome(result)).toEqual({ status: 143, code: "interrupted" });
    expect(kept()).toEqual([]);
  });

  test("shows what --dry-run would do, and changes nothing", async () => {
    using server = await serveRelease(FILES);
    const result = await install(["--dry-run", `${server.base}/greet-1.2.3.tgz`]);
    expect({ status: result.exitCode, stdout: result.stdout }).toEqual({
      status: 0,
      stdout: `Would install plugin: greet 1.2.3 in ${sandbox.shown("plugins")}\n`,
    });
    const unpacked = readdirSync(sandbox.path("tmp")).filter((name) => name.startsWith("luff-"));
    expect([kept(), unpacked]).toEqual([[], []]);
  });

  test("sends a user and a password, and shows them to nobody else", async () => {
    using store = await serveRelease(FILES);
    using server = await serveRelease(FILES, { "greet-1.2.3.tgz": redirect(`${store.base}/greet-1.2.3.tgz`) });
    const flags = ["--username", "käthe", "--password-stdin", "--checksum", `sha256:${DIGEST}`];
    const result = await install([...flags, `${server.base}/greet-1.2.3.tgz`], { stdin: "s3:cret\n" });
    expect({ status: result.exitCode, stderr: result.stderr }).toEqual({ status: 0, stderr: "" });
    expect(server.headers.map(({ authorization }) => authorization)).toEqual([basic("käthe:s3:cret")]);
    expect(store.headers.map(({ authorization }) => authorization)).toEqual([undefined]);

    using refusing = await serveRelease(FILES, { "greet-1.2.3.tgz": status(403) });
    const inUrl = await install([`${refusing.base}/greet-1.2.3.tgz`.replace("://", "://me:s3%40cret@")]);
    expect(outcome(inUrl)).toEqual(FAILED);
    expect(inUrl.stderr).not.toMatch(/s3|cret@/);
    expect(inUrl.stderr).toContain("\nHint: The server refused the user and the password that luff sent. ");
    expect(refusing.headers[0]?.authorization).toBe(basic("me:s3@cret"));
    expect((await install([`${refusing.base}/greet-1.2.3.tgz`])).stderr).toContain(
      "\nHint: Give a user with --username ",
    );
  });

  test("keeps no password of a URL in the receipt", async () => {
    using server = await serveRelease(FILES);
    const url = `${server.base}/greet-1.2.3.tgz`;
    expect((await install([url.replace("://", "://me:s3cret@")])).exitCode).toBe(0);
    expect(origin("greet")).toMatchObject({ url });
    expect(JSON.stringify(filesBelow(sandbox.plugins))).not.toContain("s3cret");
  });

  test("gives the user's name and password to the one server of a set, an update and a bundle", async () => {
    using server = await serveRelease({ ...FILES, "greet-1.2.3.tgz.sha256": new TextEncoder().encode(DIGEST) });
    sandbox.write("work/set.yaml", `plugins:\n  - {name: greet, url: "${server.base}/greet-1.2.3.tgz"}\n`);
    const commands = [
      ["install", "-f", "set.yaml"],
      ["update", "greet"],
      ["update", "--all"],
      ["bundle", "save", "-o", "b.tar", "-f", "set.yaml"],
      ["bundle", "save", "-o", "b.tar", `${server.base}/greet-1.2.3.tgz`],
    ];
    for (const words of commands) {
      const seen = server.headers.length;
      const flags = ["--username", "me", "--password-stdin", "--timeout", "24h"];
      const ended = await sandbox.run(["plugin", ...words, ...flags], { stdin: "s3cret\n" });
      expect({ words, exitCode: ended.exitCode, stderr: ended.stderr }).toEqual({ words, exitCode: 0, stderr: "" });
      const sent = server.headers.slice(seen).map(({ authorization }) => authorization);
      // The archive, and the file beside it that has its checksum.
      expect({ words, sent }).toEqual({ words, sent: [basic("me:s3cret"), basic("me:s3cret")] });
    }
  });

  test("gives a password to none of several servers", async () => {
    using one = await serveRelease(FILES);
    using other = await serveRelease({ "other.tgz": madeTgz([{ path: "plugin.yaml", content: "name: other\n" }]) });
    const url = `${other.base}/other.tgz`;
    const entries = `[{name: greet, url: "${one.base}/greet-1.2.3.tgz"}, {name: other, url: "${url}"}]`;
    sandbox.write("work/set.yaml", `plugins: ${entries}\n`);
    const flags = ["--username", "me", "--password-stdin"];
    const several = `Error: the password of --password-stdin would go to several servers: ${[one, other]
      .map(({ base }) => base.replace("/releases", ""))
      .join(", ")} [usage]\n`;
    const run = (...words: readonly string[]): Promise<RunResult> =>
      sandbox.run(["plugin", ...words], { stdin: "s3cret" });
    const refusals = [
      await run("install", "-f", "set.yaml", ...flags),
      await run("bundle", "save", "-o", "b.tar", ...flags, `${one.base}/greet-1.2.3.tgz`, url),
    ];
    expect(one.requests.length + other.requests.length).toBe(0);
    expect((await run("install", "-f", "set.yaml")).exitCode).toBe(0);
    refusals.push(await run("update", "--all", ...flags));
    for (const { exitCode, stderr } of refusals) {
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(several) });
    }
    const sent = [...one.headers, ...other.headers].map(({ authorization }) => authorization);
    expect(sent.filter((each) => each !== undefined)).toEqual([]);
  });

  test("lets an update download the current archive", async () => {
    const files: Record<string, Uint8Array> = { ...FILES };
    using server = await serveRelease(files);
    const url = `${server.base}/greet-1.2.3.tgz`;
    expect((await install([url])).exitCode).toBe(0);
    expect((await sandbox.run(["plugin", "update", "greet"])).stdout).toStartWith("Plugin greet is already at 1.2.3");
    files["greet-1.2.3.tgz"] = madeTgz([{ path: "plugin.yaml", content: MANIFEST.replace("1.2.3", "1.3.0") }]);
    const updated = await sandbox.run(["plugin", "update", "greet"]);
    expect({ status: updated.exitCode, first: updated.stdout.split("\n")[0] }).toEqual({
      status: 0,
      first: "Updated plugin: greet",
    });
    expect((await install(["--force", `${url}?token=s3cret`])).exitCode).toBe(0);
    expect(outcome(await sandbox.run(["plugin", "update", "greet"]))).toEqual({ status: 1, code: "receipt-missing" });
  });

  test("is told by list --outdated that the archive has changed, that it is gone, and what cannot be asked", async () => {
    const files: Record<string, Uint8Array> = { ...FILES };
    using server = await serveRelease(files);
    const url = `${server.base}/greet-1.2.3.tgz`;
    await install([url]);
    const outdated = (): Promise<RunResult> => sandbox.run(["plugin", "list", "--outdated", "-o", "json"]);
    expect(await outdated()).toMatchObject({ exitCode: 0, stdout: "[]\n", stderr: "" });
    const changed = madeTgz([{ path: "plugin.yaml", content: MANIFEST.replace("1.2.3", "1.3.0") }]);
    const sha256 = new Bun.CryptoHasher("sha256").update(changed).digest("hex");
    files["greet-1.2.3.tgz"] = changed;
    const found = await outdated();
    expect({ exitCode: found.exitCode, stderr: found.stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(JSON.parse(found.stdout)).toMatchObject([{ name: "greet", available: { sha256 }, latest: null }]);
    expect((await sandbox.run(["greet"])).exitCode).toBe(0);
    delete files["greet-1.2.3.tgz"];
    const gone = await outdated();
    expect(outcome(gone)).toEqual(FAILED);
    expect(gone.stderr).toStartWith(`Error: plugin "greet": cannot download ${url}: `);
    Object.assign(files, FILES);
    await install(["--force", `${url}?token=s3cret`]);
    sandbox.addPlugin("other", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    expect(await outdated()).toMatchObject({
      exitCode: 0,
      stdout: "[]\n",
      stderr: "Note: luff knows no source that it can ask for something newer of: greet, other\n",
    });
  });

  test("names the plugin in errors of update --all", async () => {
    const files: Record<string, Uint8Array> = { ...FILES };
    using server = await serveRelease(files);
    const url = `${server.base}/greet-1.2.3.tgz`;
    await install([url]);
    sandbox.addPlugin("other", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    delete files["greet-1.2.3.tgz"];
    const failed = await sandbox.run(["plugin", "update", "--all"]);
    expect(outcome(failed)).toEqual(FAILED);
    expect(failed.stderr).toContain(`Error: plugin "greet": cannot download ${url}: `);
  });

  test("takes user and password from the netrc file", async () => {
    using server = await serveRelease(FILES);
    sandbox.write("home/.netrc", "machine other login x password y\nmachine 127.0.0.1\n  login me password s3cret\n");
    expect((await install([`${server.base}/greet-1.2.3.tgz`])).exitCode).toBe(0);
    expect(new Set(server.headers.map(({ authorization }) => authorization))).toEqual(new Set([basic("me:s3cret")]));
  });

  test("goes through the proxy with its password, but not to this machine and not past NO_PROXY", async () => {
    using server = await serveRelease(FILES);
    using proxy = await serveProxy("me:s3@cret", Number(new URL(server.base).port));
    const url = "http://plugins.example/releases/greet-1.2.3.tgz";
    const env = { HTTP_PROXY: `http://me:s3%40cret@127.0.0.1:${proxy.port}` };
    // A name with a dot in front means servers below it.
    const below = { env: { ...env, NO_PROXY: ".plugins.example" } };
    expect((await install(["--checksum", `sha256:${DIGEST}`, url], below)).exitCode).toBe(0);
    expect(proxy.requests).toEqual([`allowed GET ${url} HTTP/1.1`]);
    const all = { env: { ...env, ALL_PROXY: env.HTTP_PROXY } };
    expect((await install(["--force", `${server.base}/greet-1.2.3.tgz`], all)).exitCode).toBe(0);
    expect(proxy.requests.length).toBe(1);
    const passing = await install(["--force", url.replace("example", "invalid")], {
      env: { ...env, NO_PROXY: "x, .invalid" },
    });
    expect(outcome(passing)).toEqual(FAILED);
    expect(proxy.requests.length).toBe(1);
    const wrong = await install(["--force", url], { env: { HTTP_PROXY: env.HTTP_PROXY.replace("cret", "krit") } });
    expect(outcome(wrong)).toEqual(FAILED);
    expect(wrong.stderr).not.toMatch(/krit/);
    expect(proxy.requests[1]).toStartWith("refused");
  });

  test.each([":::", "socks5://me:s3cret@127.0.0.1:1", "me:s3cret@127.0.0.1:port", "http://me:s3#cret@127.0.0.1:1"])(
    "names the variable of the proxy %s, which is no address, and does not try again",
    async (proxy) => {
      for (const [scheme, name] of [
        ["http", "HTTP_PROXY"],
        ["https", "HTTPS_PROXY"],
      ] as const) {
        const url = `${scheme}://plugins.example/greet-1.2.3.tgz`;
        const result = await install([url], { env: { [name]: proxy } });
        expect(outcome(result)).toEqual(FAILED);
        expect(result.stderr.split("\n")).toEqual([
          `Error: cannot download ${url}: a variable has something else than http://HOST:PORT or https://HOST:PORT for a proxy (${name}) [download-failed]`,
          "Hint: Unset the variable, or set it to http://HOST:PORT or http://USER:PASSWORD@HOST:PORT, in which %23 stands for #, and %2F for /.",
          "",
        ]);
      }
    },
  );

  test.each([
    [["--username", "me"], "usage"],
    [["--password-stdin"], "usage"],
    [["--timeout", "soon"], "usage"],
    [["--version", "1"], "usage"],
    [["--ca-file", "absent.pem"], "file-failed"],
    [["--ca-file", "empty.pem"], "file-failed"],
  ])("refuses %j before it requests anything", async (flags, code) => {
    sandbox.write("work/empty.pem", "");
    using server = await serveRelease(FILES);
    expect(codeOf(await install([...flags, `${server.base}/greet-1.2.3.tgz`]))).toBe(code);
    expect(server.requests).toEqual([]);
  });

  test.each([
    ["http://me:s3cret@/x.tgz"],
    ["https://host:port/x.tgz?s3cret"],
    ["https://me:odd/s3cret@host/x.tgz"],
    ["http://127.0.0.1:99999/x.tgz?s3cret"],
    ["s3://KEY:s3cret@bucket/x"],
    ["http://h/"],
    ["http://h/con.tgz"],
  ])("refuses %s", async (url) => {
    const result = await install([url]);
    expect(outcome(result)).toEqual({ status: 1, code: "source-unsupported" });
    expect(result.stderr).not.toContain("s3cret");
  });
});

describe.skipIf(OPENSSL === null)(`luff plugin install of a URL with TLS${withoutTool(OPENSSL, "openssl")}`, () => {
  /** Nothing of this machine's trust, and the variable with which Bun and Node.js trust everyone. */
  const env = {
    SSL_CERT_FILE: undefined,
    SSL_CERT_DIR: undefined,
    CURL_CA_BUNDLE: undefined,
    NODE_TLS_REJECT_UNAUTHORIZED: "0",
  };

  test("trusts the authority of --ca-file for sets, updates and bundles too", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using server = await serveRelease(FILES, {}, identity);
    sandbox.write("work/set.yaml", `plugins: [{name: greet, url: "${server.base}/greet-1.2.3.tgz"}]\n`);
    const caFile = sandbox.shown(authority.slice(sandbox.root.length + 1));
    const commands = [
      ["install", "-f", "set.yaml"],
      ["update", "greet"],
      ["bundle", "save", "-o", "b.tar", "-f", "set.yaml"],
    ];
    for (const words of commands) {
      const untrusted = await sandbox.run(["plugin", ...words], { env });
      expect({ words, ...outcome(untrusted) }).toEqual({ words, ...FAILED });
      const { exitCode } = await sandbox.run(["plugin", ...words, "--ca-file", caFile], { env });
      expect({ words, exitCode }).toEqual({ words, exitCode: 0 });
    }
  });

  test("trusts the authority of --ca-file, and no other", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "", ["plugins.example"]);
    using server = await serveRelease(FILES, {}, identity);
    const url = `${server.base}/greet-1.2.3.tgz`;
    const untrusted = await install([url], { env });
    expect(outcome(untrusted)).toEqual(FAILED);
    expect(untrusted.stderr).toContain("--ca-file");
    expect(server.requests).toEqual([]);
    const caFile = sandbox.shown(authority.slice(sandbox.root.length + 1));
    expect((await install(["--ca-file", caFile, url], { env })).exitCode).toBe(0);
    const otherName = url.replace("127.0.0.1", "localhost");
    expect(outcome(await install(["--force", "--ca-file", caFile, otherName], { env }))).toEqual(FAILED);
  });

  test("goes through a proxy with a password, and reports a wrong one", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "", ["plugins.example"]);
    using server = await serveRelease(FILES, {}, identity);
    using proxy = await serveProxy("me:s3cret", Number(new URL(server.base).port));
    const caFile = sandbox.shown(authority.slice(sandbox.root.length + 1));
    const flags = ["--ca-file", caFile, "--checksum", `sha256:${DIGEST}`];
    const url = "https://plugins.example/releases/greet-1.2.3.tgz";
    const good = { ...env, HTTPS_PROXY: `me:s3cret@127.0.0.1:${proxy.port}` };
    expect((await install([...flags, url], { env: good })).exitCode).toBe(0);
    expect(proxy.requests).toEqual(["allowed CONNECT plugins.example:443 HTTP/1.1"]);
    const bad = { ...env, HTTPS_PROXY: `me:wr0ng@127.0.0.1:${proxy.port}` };
    const refused = await install(["--force", ...flags, url], { env: bad });
    expect(outcome(refused)).toEqual(FAILED);
    expect(refused.stderr).toContain(`the proxy 127.0.0.1:${proxy.port}`);
    expect(refused.stderr).not.toContain("wr0ng");
  });

  test("does not follow a redirect to plain http", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using plain = await serveRelease(FILES);
    using server = await serveRelease(
      FILES,
      { "greet-1.2.3.tgz": redirect(`${plain.base}/greet-1.2.3.tgz`) },
      identity,
    );
    const caFile = sandbox.shown(authority.slice(sandbox.root.length + 1));
    expect(outcome(await install(["--ca-file", caFile, `${server.base}/greet-1.2.3.tgz`], { env }))).toEqual(FAILED);
    expect(plain.requests).toEqual([]);
  });
});

test("luff plugin install says so if it needs the program curl and there is none", async () => {
  using server = await serveRelease(FILES);
  const { host } = JSON.parse((await sandbox.run(["version", "-o", "json"])).stdout);
  const result = await install([`${server.base}/greet-1.2.3.tgz`], { env: { PATH: sandbox.shown("home") } });
  expect(codeOf(result)).toBe(host === "quickjs" ? "curl-missing" : undefined);
  expect(server.requests.length > 0).toBe(host !== "quickjs");
});
