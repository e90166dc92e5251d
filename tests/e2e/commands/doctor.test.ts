import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { readFileSync, symlinkSync } from "node:fs";
import { testsWindows } from "../../helpers/program-under-test.ts";
import { createSandbox, type Sandbox, type Variables } from "../../helpers/sandbox.ts";
import { pathList } from "../../helpers/shown-path.ts";

let sandbox: Sandbox;
beforeEach(() => {
  sandbox = createSandbox();
});
afterEach(() => sandbox.remove());

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly text: string;
  readonly hint: string;
}

/** What luff doctor says of one kind of things, and whether there is any problem. */
async function doctor(check: string, env: Variables = {}): Promise<readonly Finding[]> {
  const { stdout, stderr } = await sandbox.run(["doctor", "-ojson"], { env });
  expect(stderr).toBe("");
  const findings = JSON.parse(stdout) as readonly Finding[];
  return findings.filter((each) => each.check === check);
}

/** A program for PATH or HELM_BIN: a shell script, on Windows a batch file. */
function program(name: string, sh: string, cmd: string): string {
  if (!testsWindows()) sandbox.write(`bin/${name}`, sh === "" ? "" : `#!/bin/sh\n${sh}\n`, 0o755);
  else sandbox.write(`bin/${name}.cmd`, cmd);
  return sandbox.shown("bin", testsWindows() ? `${name}.cmd` : name);
}

const inBin = (): Variables => ({ PATH: pathList(sandbox.shown("bin"), sandbox.env["PATH"] ?? "") });

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("luff doctor tries the Helm that plugins get, and says", () => {
  const asked = `'${testsWindows() ? "helm.cmd" : "helm"} version --short'`;
  test.each([
    ["that it is good", "echo v4.1.4", "@echo v4.1.4\r\n", "ok", (file: string) => `plugins get this Helm: ${file}`],
    [
      "that it fails",
      "echo broken; exit 3",
      "@echo broken\r\n@exit /b 3\r\n",
      "problem",
      (file: string) => `${file} does not work: ${asked} ended with status 3 and printed "broken"`,
    ],
    [
      "that it is another program",
      "exit 0",
      "@exit /b 0\r\n",
      "problem",
      (file: string) => `${file} does not work: ${asked} ended with status 0 and printed nothing`,
    ],
    ["that it is empty", "", "", "problem", (file: string) => `${file} does not start: it is empty`],
    [
      "that it calls itself without an end",
      '"$0" "$@"; exit',
      ":a\r\n@goto a\r\n",
      "problem",
      (file: string) => `${file} does not work: ${asked} did not end within 5 s, so luff ended it`,
    ],
  ])("%s", async (_, ...[sh, cmd, status, text]) => {
    const file = program("helm", sh, cmd);
    const hint = status === "ok" ? "" : "Install Helm again, or set HELM_BIN to another one.";
    expect(await doctor("helm", { HELM_BIN: file })).toEqual([{ check: "helm", status, text: text(file), hint }]);
  });
});

test("luff doctor tries a luff on PATH that is another one", async () => {
  const file = program("luff", "echo hello", "@echo hello\r\n");
  const asked = `'${testsWindows() ? "luff.cmd" : "luff"} version'`;
  expect(await doctor("luff", inBin())).toMatchObject([
    { status: "problem", text: `${file} does not work: ${asked} ended with status 0 and printed "hello"` },
  ]);
});

describe("luff doctor says of the folder for temporary files", () => {
  const variable = testsWindows() ? "TMP" : "TMPDIR";
  const hint = `Make the folder, or set ${variable} to one that you may write to.`;
  const of = (path: string): Promise<readonly Finding[]> => doctor("temporary-folder", { [variable]: path });

  test("that it is not there, or no folder", async () => {
    const none = sandbox.shown("none");
    expect(await of(none)).toEqual([
      {
        check: "temporary-folder",
        status: "problem",
        text: `the folder for temporary files, ${none}, does not exist`,
        hint,
      },
    ]);
    sandbox.write("file", "");
    const file = sandbox.shown("file");
    expect(await of(file)).toEqual([
      {
        check: "temporary-folder",
        status: "problem",
        text: `the folder for temporary files, ${file}, is not a folder`,
        hint,
      },
    ]);
  });

  test("that it is good", async () => {
    const text = `the folder for temporary files is ${sandbox.shown("tmp")}`;
    expect(await of(sandbox.shown("tmp"))).toEqual([{ check: "temporary-folder", status: "ok", text, hint: "" }]);
  });
});

describe("with programs and files of POSIX luff doctor", () => {
  test("takes /tmp for temporary files if TMPDIR is empty", async () => {
    expect(await doctor("temporary-folder", { TMPDIR: "" })).toMatchObject([
      { status: "ok", text: "the folder for temporary files is /tmp" },
    ]);
  });

  test("ends also what a program has started", async () => {
    const helm = program("helm", `sleep 600 & echo $$ $! >'${sandbox.path("pids")}'; wait`, "");
    expect(await doctor("helm", { HELM_BIN: helm })).toMatchObject([{ status: "problem" }]);
    const pids = readFileSync(sandbox.path("pids"), "utf8").trim().split(" ").map(Number);
    expect(pids).toHaveLength(2);
    // The system takes a moment to forget one that has ended.
    for (let pauses = 0; pids.some(isThere) && pauses < 100; pauses++) await Bun.sleep(50);
    expect(pids.filter(isThere)).toEqual([]);
  });

  test.each(["/dev/zero", "a FIFO"])("reads no certificates of %s, which has no end", async (kind) => {
    const path = kind === "a FIFO" ? sandbox.path("fifo") : kind;
    if (kind === "a FIFO") Bun.spawnSync(["mkfifo", path]);
    expect(await doctor("certificates", { SSL_CERT_FILE: path })).toEqual([
      {
        check: "certificates",
        status: "note",
        text: `SSL_CERT_FILE is ${path}, which cannot be read: it is not a regular file`,
        hint: "Unset SSL_CERT_FILE, or set it to a file with certificates in the form PEM.",
      },
    ]);
  });

  test("says of a link to itself and of a folder why it is no luff", async () => {
    symlinkSync("luff", sandbox.write("bin/x", "").replace(/x$/, "luff"));
    const { PATH } = inBin();
    const [finding] = await doctor("luff", { PATH });
    expect(finding).toMatchObject({ status: "note" });
    expect(finding?.text).toEndWith(
      `${sandbox.shown("bin", "luff")}: it is a link that cannot be followed: too many levels of symbolic links`,
    );
    sandbox.write("other/luff/x", "");
    const [folder] = await doctor("luff", { PATH: pathList(sandbox.shown("other"), sandbox.env["PATH"] ?? "") });
    expect(folder?.text).toBe(`there is no luff on PATH, only ${sandbox.shown("other", "luff")}: it is a folder`);
  });
});
