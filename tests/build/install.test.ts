import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import {
  ARCHIVE,
  INSTALL_SH,
  LUFF,
  NOTHING,
  releaseOf,
  leftBehind,
  makeArchive,
  makeRelease,
  missingTool,
  runInstaller,
  SAYS,
  SHELLS,
  startInstaller,
} from "../helpers/installer.ts";
import { type Answer, atFirst, serveRelease, stalled, status, truncated } from "../helpers/release-server.ts";
import { createSandbox } from "../helpers/sandbox.ts";

const COMPACT = "luff-linux-amd64-compact.tar.gz";
const RELEASE = await releaseOf(ARCHIVE);

for (const shell of SHELLS) {
  const missing = missingTool(shell);
  const why = missing === null ? "" : ` (skipped: there is no ${missing})`;
  const skip = process.platform === "win32" || missing !== null;

  describe.skipIf(skip)(`install.sh under ${shell.name}${why}`, () => {
    test("installs the latest release and prints the path", async () => {
      using sandbox = createSandbox();
      using server = await serveRelease(RELEASE);
      const env = { LUFF_BASE_URL: server.base };
      const { exitCode, stdout, stderr } = await runInstaller(sandbox, [], { shell, env });
      const path = "/releases/latest/download/";
      expect({ exitCode, stdout, stderr }).toEqual({
        exitCode: 0,
        stdout: [
          `downloading ${server.base}/latest/download/checksums.txt`,
          `downloading ${server.base}/latest/download/${ARCHIVE}`,
          `installed ${SAYS}`,
          `in        ${sandbox.path("bin ü/luff")}`,
          "The folder is not on PATH. Add it in the file that your shell reads at its start:",
          `  export PATH="${sandbox.path("bin ü")}:$PATH"`,
          "",
        ].join("\n"),
        stderr: "",
      });
      expect(server.requests).toEqual([`${path}checksums.txt`, `${path}${ARCHIVE}`]);
      expect(leftBehind(sandbox)).toEqual(LUFF);
      const installed = await sandbox.run(["version"], { program: [sandbox.path("bin ü/luff")] });
      expect(installed.stdout).toBe(`${SAYS}\n`);
    });

    test("installs from a folder without any network", async () => {
      using sandbox = createSandbox();
      for (const [name, body] of Object.entries(RELEASE)) {
        sandbox.write(`work/a stick é/${name}`, body);
      }
      const programs = { curl: "exit 99", wget: "exit 99" };
      const { exitCode } = await runInstaller(sandbox, ["--offline", "a stick é"], { shell, programs });
      expect(exitCode).toBe(0);
      expect(leftBehind(sandbox)).toEqual(LUFF);
    });

    test.each<[string, string, { script: string; reason: string; programs?: Record<string, string> }]>([
      ["glibc", ARCHIVE, { script: "echo 'no such processor' >&2; exit 132", reason: "no such processor" }],
      ["glibc, dying of a signal", ARCHIVE, { script: "kill -ILL $$", reason: "" }],
      [
        "musl",
        "luff-linux-amd64-musl.tar.gz",
        {
          script: "echo 'no libstdc++'; exit 127",
          reason: "no libstdc++\n  It needs the C++ library; on Alpine: apk add libstdc++",
          programs: { ldd: "echo 'musl libc (x86_64)' >&2; exit 1" },
        },
      ],
    ])(
      "installs the compact executable if the one for %s does not start",
      async (_, name, { script, reason, programs = {} }) => {
        using sandbox = createSandbox();
        const broken = await makeArchive(name, script);
        using server = await serveRelease(makeRelease({ [name]: broken, [COMPACT]: await makeArchive(COMPACT) }));
        const env = { LUFF_BASE_URL: server.base };
        const { exitCode, stdout } = await runInstaller(sandbox, [], { shell, env, programs });
        const target = name === ARCHIVE ? "linux/amd64" : "linux/amd64-musl";
        expect(exitCode).toBe(0);
        expect(stdout).toContain(`\nluff for ${target} does not start on this machine:\n  ${reason}`);
        expect(stdout).toContain("\nInstalling the compact executable, linux/amd64-compact, instead: ");
        expect(stdout).toContain(`\ninstalled ${SAYS}\n`);
        expect(server.requests.slice(1).map((path) => path.split("/").at(-1))).toEqual([name, COMPACT]);
        expect(leftBehind(sandbox)).toEqual(LUFF);
      },
    );

    test("refuses an archive with another checksum and keeps the old luff", async () => {
      using sandbox = createSandbox();
      sandbox.write("bin ü/luff", "the old one");
      const { "checksums.txt": sums } = makeRelease({ [ARCHIVE]: Buffer.from("another archive") });
      using server = await serveRelease({ ...RELEASE, "checksums.txt": sums! });
      const { exitCode } = await runInstaller(sandbox, [], { shell, env: { LUFF_BASE_URL: server.base } });
      expect(exitCode).toBe(5);
      expect(readFileSync(sandbox.path("bin ü/luff"), "utf8")).toBe("the old one");
      expect(leftBehind(sandbox)).toEqual(LUFF);
    });

    test("retries an interrupted and a failing download", async () => {
      using sandbox = createSandbox();
      using server = await serveRelease(RELEASE, { [ARCHIVE]: atFirst(truncated, status(503)) });
      const { exitCode } = await runInstaller(sandbox, [], { shell, env: { LUFF_BASE_URL: server.base } });
      expect([exitCode, server.requests.length]).toEqual([0, 4]);
    });

    test("requests a missing file once", async () => {
      using sandbox = createSandbox();
      using server = await serveRelease({});
      const { exitCode, stderr } = await runInstaller(sandbox, ["7.0.0"], {
        shell,
        env: { LUFF_BASE_URL: server.base },
      });
      expect(exitCode).toBe(4);
      expect(stderr).toContain("404");
      expect(server.requests).toEqual(["/releases/download/v7.0.0/checksums.txt"]);
      expect(leftBehind(sandbox)).toEqual(NOTHING);
    });

    test("ends by the signal in the middle of a download, and leaves nothing", async () => {
      using sandbox = createSandbox();
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      const hold: Answer = (body, response) => {
        response.on("close", leave);
        stalled(body, response);
        begin();
      };
      using server = await serveRelease(RELEASE, { [ARCHIVE]: hold });
      const run = startInstaller(sandbox, [], { shell, env: { LUFF_BASE_URL: server.base } });
      await begun;
      run.process.kill("SIGTERM");
      const { signal } = await run.result;
      expect(signal).toBe("SIGTERM");
      expect(leftBehind(sandbox)).toEqual(NOTHING);
      await left;
    });

    test("ends the download when the signal comes before its process id is stored", async () => {
      using sandbox = createSandbox();
      const fetcher = sandbox.path("home", "fetcher");
      const script = readFileSync(INSTALL_SH, "utf8");
      const early = 'until [ -s "$HOME/fetcher" ]; do :; done; kill -s TERM $$; child=$!';
      expect(script).toContain("child=$!");
      const { signal } = await runInstaller(sandbox, [], {
        shell,
        stdin: script.replace("child=$!", () => early),
        programs: { [shell.fetcher]: 'echo $$ >"$HOME/fetcher"; exec tail -f /dev/null' },
      });
      expect(signal).toBe("SIGTERM");
      expect(leftBehind(sandbox)).toEqual(NOTHING);
      expect(() => process.kill(Number(readFileSync(fetcher, "utf8")), 0)).toThrow("ESRCH");
    });
  });
}
