import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { findTool, withoutTool } from "../../helpers/find-tool.ts";
import { argumentsFiles, programFile } from "../../helpers/fixture-programs.ts";
import { madeCertificate } from "../../helpers/made-certificate.ts";
import {
  type Answer,
  atFirst,
  redirect,
  serveRelease,
  stalled,
  whole,
  status,
  truncated,
} from "../../helpers/release-server.ts";
import { createSandbox, type RunOptions, type RunResult, type Sandbox } from "../../helpers/sandbox.ts";
import { pathList, shownPath } from "../../helpers/shown-path.ts";

const OPENSSL = findTool("openssl");
/** What is not a text must arrive as it is, too. */
const DATA = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7 + (index >> 8)) & 0xff);
const DIGEST = new Bun.CryptoHasher("sha256").update(DATA).digest("hex");
const FILES = { data: DATA };

let sandbox: Sandbox;
beforeEach(() => void (sandbox = createSandbox()));
afterEach(() => sandbox.remove());

const get = (args: readonly string[], options?: RunOptions): Promise<RunResult> =>
  sandbox.run(["get", ...args], options);
const codeOf = ({ stderr }: RunResult): string | undefined => /^Error: .*\[([a-z-]+)\]$/m.exec(stderr)?.[1];
const outcome = (result: RunResult) => ({ status: result.exitCode, code: codeOf(result), stdout: result.stdout });
const FAILED = { status: 1, code: "download-failed", stdout: "" };
const inWork = (): string[] => readdirSync(sandbox.work);
const received = (name: string): Buffer => readFileSync(sandbox.path("work", name));
const leftOver = (): string[] => readdirSync(sandbox.path("tmp")).filter((name) => name.startsWith("luff-"));

describe("luff get over http", () => {
  test("downloads to a file, and replaces one that is there", async () => {
    using server = await serveRelease(FILES);
    sandbox.write("work/old", "old");
    for (const file of ["new", "old"]) {
      const { exitCode, stdout, stderr } = await get(["-o", file, `${server.base}/data`]);
      expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: "", stderr: "" });
      expect(received(file).equals(DATA)).toBeTrue();
    }
    expect(inWork()).toEqual(["new", "old"]);
    expect(server.requests).toEqual(["/releases/data", "/releases/data"]);
    expect(server.headers[0]?.["user-agent"]).toStartWith("luff/");
  });

  test("works beside a folder of PATH that cannot be looked at", async () => {
    using server = await serveRelease(FILES);
    const PATH = pathList(sandbox.path("work", "x".repeat(300)), sandbox.env["PATH"] ?? "");
    const { exitCode, stderr } = await get(["-o", "new", `${server.base}/data`], { env: { PATH } });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(received("new").equals(DATA)).toBeTrue();
  });

  test("writes a text to standard output", async () => {
    using server = await serveRelease({ text: Buffer.from("zwölf\n") });
    expect(await get([`${server.base}/text`])).toMatchObject({ exitCode: 0, stdout: "zwölf\n", stderr: "" });
    expect(leftOver()).toEqual([]);
  });

  test("leaves http to a plugin that has a getter for it", async () => {
    const manifest = `name: web\nversion: 1.0.0\nusage: u\ndownloaders: [{command: ${programFile("run")}, protocols: [HTTP]}]\n`;
    sandbox.addPlugin("web", manifest, argumentsFiles());
    using server = await serveRelease(FILES);
    const url = `${server.base}/data`;
    expect(await get([url])).toMatchObject({ exitCode: 0, stdout: `[]\n[]\n[]\n[${url}]\n` });
    const timeout = await get(["--timeout", "1s", url]);
    expect(outcome(timeout)).toEqual({ status: 1, code: "usage", stdout: "" });
    expect(timeout.stderr).toContain('plugin "web"');
    expect(server.requests).toEqual([]);
  });

  test("keeps data that have the checksum, and only those", async () => {
    using server = await serveRelease({ text: Buffer.from("text") });
    const good = ["--checksum", `sha256:${new Bun.CryptoHasher("sha256").update("text").digest("hex")}`];
    const bad = ["--checksum", `sha256:${DIGEST}`];
    const url = `${server.base}/text`;
    expect(await get([...good, url])).toMatchObject({ exitCode: 0, stdout: "text" });
    expect(await get([...good, "-o", "file", url])).toMatchObject({ exitCode: 0 });
    for (const output of [[], ["-o", "other"]]) {
      expect(outcome(await get([...bad, ...output, url]))).toEqual({
        status: 1,
        code: "checksum-mismatch",
        stdout: "",
      });
    }
    expect([inWork(), leftOver()]).toEqual([["file"], []]);
  });

  test.each([
    ["has no such file", status(404), 1],
    ["wants a user", status(401), 1],
    ["sends only a part", truncated, 4],
  ])("fails if the server %s, and writes nothing", async (_what, answer, requests) => {
    using server = await serveRelease(FILES, { data: answer });
    sandbox.write("work/old", "old");
    const url = `${server.base}/data?token=s3cret`.replace("://", "://me:s3cret@");
    const failed = await get(["-o", "old", url]);
    expect(outcome(failed)).toEqual(FAILED);
    expect(failed.stderr).not.toContain("s3cret");
    expect(failed.stderr).toContain(`${server.base}/data?…`);
    expect(server.requests.length).toBe(requests);
    expect(received("old").toString()).toBe("old");
    expect([inWork(), leftOver()]).toEqual([["old"], []]);
  });

  test("prints no part of what came before a connection broke", async () => {
    using server = await serveRelease({ text: Buffer.from("0123456789") }, { text: atFirst(truncated) });
    const { exitCode, stdout, stderr } = await get([`${server.base}/text`]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: "0123456789" });
    expect(stderr).toMatch(/^Note: .*; trying again in 0\.5 s\n$/);
  });

  test("fails if the server stops sending", async () => {
    using server = await serveRelease(FILES, { data: stalled });
    const failed = await get(["--timeout", "1s", `${server.base}/data`]);
    expect(outcome(failed)).toEqual(FAILED);
    expect(failed.stderr).toContain("sent nothing for too long");
    expect(leftOver()).toEqual([]);
  });

  test("sends a user and a password to the first server only", async () => {
    using store = await serveRelease(FILES);
    using server = await serveRelease(FILES, { data: redirect(`${store.base}/data`) });
    const flags = ["--username", "me", "--password-stdin", "-o", "file"];
    expect((await get([...flags, `${server.base}/data`], { stdin: "s3cret\n" })).exitCode).toBe(0);
    const seen = [server, store].map(({ headers }) => headers.map(({ authorization }) => authorization));
    expect(seen).toEqual([[`Basic ${Buffer.from("me:s3cret").toString("base64")}`], [undefined]]);
    expect(received("file").equals(DATA)).toBeTrue();
  });

  test.each([
    [["--cert-file", "c.pem"], "usage"],
    [["--key-file", "k.pem"], "usage"],
    [["--pass-credentials"], "usage"],
    [["--username", "me"], "usage"],
    [["--timeout", "soon"], "usage"],
    [["--ca-file", "absent.pem"], "file-failed"],
    [["--checksum", "md5:1"], "checksum-invalid"],
  ])("refuses %j before it requests anything", async (flags, code) => {
    using server = await serveRelease(FILES);
    expect(outcome(await get([...flags, `${server.base}/data`]))).toEqual({ status: 1, code, stdout: "" });
    expect(server.requests).toEqual([]);
  });

  test("names a file of authorities with a damaged certificate, of --ca-file and of SSL_CERT_FILE", async () => {
    const path = sandbox.write("work/damaged.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    const flag = await get(["--ca-file", "damaged.pem", "https://127.0.0.1:1/x"]);
    expect([flag.exitCode, flag.stderr]).toEqual([
      1,
      `Error: the file of --ca-file has no certificate that can be read: ${shownPath(path)} [file-failed]\n` +
        "Hint: Certificates in PEM form begin with -----BEGIN CERTIFICATE-----.\n",
    ]);
    const env = { SSL_CERT_FILE: shownPath(path) };
    const variable = await get(["https://127.0.0.1:1/x"], { env });
    expect([variable.exitCode, variable.stderr]).toEqual([
      1,
      "Error: cannot download https://127.0.0.1:1/x: a file with certificates cannot be used " +
        `(SSL_CERT_FILE is ${shownPath(path)}, which has no certificate that can be read) [download-failed]\n` +
        "Hint: Unset the variable, or set it to a file with certificates in the form PEM.\n",
    ]);
  });

  test.each(["http://me:s3cret@/x", "https://host:port/?s3cret", "https:s3cret"])("refuses %s", async (url) => {
    const refused = await get([url]);
    expect(outcome(refused)).toEqual({ status: 1, code: "usage", stdout: "" });
    expect(refused.stderr).not.toContain("s3cret");
  });

  test("removes what a luff that was killed has left of the file, and leaves alone what another one is getting", async () => {
    const asked = [Promise.withResolvers<ServerResponse>(), Promise.withResolvers<ServerResponse>()];
    let count = 0;
    const answer: Answer = (body, response) => {
      if (count < 2) stalled(body, response);
      else whole(body, response);
      asked[count++]?.resolve(response);
    };
    using server = await serveRelease(FILES, { data: answer });
    sandbox.write("work/file.part-other-file", "x");
    const killed = sandbox.start(["get", "-o", "file", `${server.base}/data`]);
    await asked[0]?.promise;
    killed.process.kill("SIGKILL");
    await killed.result;
    expect(inWork()).toHaveLength(2);
    const running = sandbox.start(["get", "-o", "file", `${server.base}/data`]);
    const unfinished = await asked[1]?.promise;
    const parts = inWork();
    expect(parts).toHaveLength(2);
    expect((await get(["-o", "file", `${server.base}/data`])).exitCode).toBe(0);
    expect(inWork().toSorted()).toEqual(["file", ...parts].toSorted());
    // It tries again, and then gets all.
    unfinished?.socket?.destroy();
    expect((await running.result).exitCode).toBe(0);
    expect(inWork().toSorted()).toEqual(["file", "file.part-other-file"]);
  });

  test("ends at a signal, and leaves nothing", async () => {
    const asked = Promise.withResolvers<void>();
    const answer: Answer = (body, response) => {
      stalled(body, response);
      asked.resolve();
    };
    using server = await serveRelease(FILES, { data: answer });
    const started = sandbox.start(["get", "-o", "file", `${server.base}/data`]);
    await asked.promise;
    started.process.kill("SIGTERM");
    const result = await started.result;
    expect(outcome(result)).toEqual({ status: 143, code: "interrupted", stdout: "" });
    expect(result.stderr).toContain("file was not written");
    expect(inWork()).toEqual([]);
  });
});

describe.skipIf(OPENSSL === null)(`luff get over http with TLS${withoutTool(OPENSSL, "openssl")}`, () => {
  test("trusts the authority of --ca-file, and no other", async () => {
    const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
    using server = await serveRelease({ text: Buffer.from("text") }, {}, identity);
    const url = `${server.base}/text`;
    expect(outcome(await get([url]))).toEqual(FAILED);
    expect(server.requests).toEqual([]);
    const caFile = sandbox.shown(authority.slice(sandbox.root.length + 1));
    expect(await get(["--ca-file", caFile, url])).toMatchObject({ exitCode: 0, stdout: "text" });
  });
});
