import { describe, expect, test } from "bun:test";
import { findTool } from "../helpers/find-tool.ts";
import {
  ARCHIVE,
  installFrom,
  leftBehind,
  LUFF,
  NOTHING,
  makeArchive,
  makeRelease,
  releaseOf,
  SAYS,
  SKIP_INSTALLS,
} from "../helpers/installer.ts";
import { madeCertificate } from "../helpers/made-certificate.ts";
import { type Identity, redirect, serveRelease, slow, status, truncated, whole } from "../helpers/release-server.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

const RELEASE = await releaseOf(ARCHIVE);
const OPENSSL = findTool("openssl");

describe.skipIf(SKIP_INSTALLS)("install.sh, which needs curl and sha256sum here, with a server", () => {
  test.each([
    ["whole", whole],
    ["slow", slow],
  ])("installs from one that is %s", async (_, answer) => {
    using sandbox = createSandbox();
    using server = await serveRelease(RELEASE, { [ARCHIVE]: answer });
    const { exitCode } = await installFrom(server, sandbox);
    expect(exitCode).toBe(0);
    expect(leftBehind(sandbox)).toEqual(LUFF);
  });

  test("follows a redirect", async () => {
    using sandbox = createSandbox();
    using store = await serveRelease(RELEASE);
    using server = await serveRelease(RELEASE, { [ARCHIVE]: redirect(`${store.base}/store/${ARCHIVE}`) });
    const { exitCode } = await installFrom(server, sandbox);
    expect([exitCode, store.requests]).toEqual([0, [`/releases/store/${ARCHIVE}`]]);
  });

  test.each([
    ["cuts every answer", truncated],
    ["always fails", status(500)],
  ])("that %s is given up after three tries", async (_, answer) => {
    using sandbox = createSandbox();
    using server = await serveRelease(RELEASE, { [ARCHIVE]: answer });
    const { exitCode, stderr } = await installFrom(server, sandbox);
    expect([exitCode, server.requests.length]).toEqual([4, 4]);
    expect(stderr).toStartWith(`install.sh: cannot download ${server.base}/latest/download/${ARCHIVE}\n  curl: `);
    expect(leftBehind(sandbox)).toEqual(NOTHING);
  });

  test("that does not exist is given up at once", async () => {
    using sandbox = createSandbox();
    const server = await serveRelease(RELEASE);
    server[Symbol.dispose]();
    const { exitCode } = await installFrom(server, sandbox);
    expect([exitCode, leftBehind(sandbox)]).toEqual([4, NOTHING]);
  });

  test.each(["1.2.3", "v1.2.3", "--version=1.2.3"])("requests the version of %s", async (version) => {
    using sandbox = createSandbox();
    using server = await serveRelease(RELEASE);
    await installFrom(server, sandbox, [version], { env: { LUFF_VERSION: "4.5.6" } });
    expect(server.requests.at(-1)).toBe(`/releases/download/v1.2.3/${ARCHIVE}`);
  });

  test("requests the version of LUFF_VERSION", async () => {
    using sandbox = createSandbox();
    using server = await serveRelease(RELEASE);
    await installFrom(server, sandbox, [], { env: { LUFF_VERSION: "4.5.6-rc.1", LUFF_BASE_URL: `${server.base}/` } });
    expect(server.requests.at(-1)).toBe(`/releases/download/v4.5.6-rc.1/${ARCHIVE}`);
  });

  test("run twice at once installs one whole luff", async () => {
    using sandbox = createSandbox();
    // Each waits in its start for the other's: both are staged then, and neither is in place.
    const both = 'set -- "$HOME"/* && [ $# = 2 ]';
    const wait = `: >"$HOME/$$"; n=0; until { ${both}; } || [ $n = 999 ]; do n=$((n + 1)); /bin/sleep 0.01; done`;
    const meeting = await makeArchive(ARCHIVE, `[ "$1" != version ] || { ${wait}; }; echo "${SAYS}"`);
    using server = await serveRelease(makeRelease({ [ARCHIVE]: meeting }));
    const results = await Promise.all([installFrom(server, sandbox), installFrom(server, sandbox)]);
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
    expect(leftBehind(sandbox)).toEqual(LUFF);
    const { stdout } = await sandbox.run([], { program: [sandbox.path("bin ü/luff")] });
    expect(stdout).toBe(`${SAYS}\n`);
  });

  test("requests nothing and writes nothing in a dry run", async () => {
    using sandbox = createSandbox();
    using server = await serveRelease(RELEASE);
    const { exitCode, stdout } = await installFrom(server, sandbox, ["--dry-run"]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        "target    linux/amd64",
        `archive   ${server.base}/latest/download/${ARCHIVE}`,
        `sums      ${server.base}/latest/download/checksums.txt, checked by sha256sum`,
        `place     ${sandbox.path("bin ü/luff")}`,
        "Nothing was done: this was a dry run.",
        "",
      ].join("\n"),
    );
    expect([server.requests, leftBehind(sandbox)]).toEqual([[], NOTHING]);
  });
});

describe.skipIf(SKIP_INSTALLS || OPENSSL === null)("install.sh over HTTPS, which needs openssl here,", () => {
  test("installs if the certificate is trusted", async () => {
    using sandbox = createSandbox();
    const { identity, env } = certificate(sandbox);
    using server = await serveRelease(RELEASE, {}, identity);
    const { exitCode } = await installFrom(server, sandbox, [], { env });
    expect([exitCode, leftBehind(sandbox)]).toEqual([0, LUFF]);
  });

  test("refuses an untrusted certificate", async () => {
    using sandbox = createSandbox();
    using server = await serveRelease(RELEASE, {}, certificate(sandbox).identity);
    const { exitCode } = await installFrom(server, sandbox);
    expect([exitCode, server.requests]).toEqual([4, []]);
  });

  test("refuses a redirect to plain HTTP", async () => {
    using sandbox = createSandbox();
    const { identity, env } = certificate(sandbox);
    using plain = await serveRelease(RELEASE);
    using server = await serveRelease(RELEASE, { [ARCHIVE]: redirect(`${plain.base}/${ARCHIVE}`) }, identity);
    const { exitCode } = await installFrom(server, sandbox, [], { env });
    expect([exitCode, plain.requests, leftBehind(sandbox)]).toEqual([4, [], NOTHING]);
  });
});

/** A certificate for this machine that only `env` makes trusted. */
function certificate(sandbox: Sandbox): { readonly identity: Identity; readonly env: Record<string, string> } {
  const { identity, authority } = madeCertificate(sandbox, OPENSSL ?? "");
  return { identity, env: { CURL_CA_BUNDLE: authority } };
}
