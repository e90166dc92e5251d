import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { basename } from "node:path";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";
import { pathList } from "../helpers/shown-path.ts";

const OWN = `$HELM_PLUGIN_DIR/${testsWindows() ? "run.exe" : "run.sh"}`;
/** A program that lies in the working folder. */
const LOCAL = testsWindows() ? "local.cmd" : "local";
/** The system's folders, as the rest of a PATH. */
const SEARCHED = testsWindows() ? ["C:\\Windows\\System32"] : ["/usr/bin", "/bin"];

interface Failure {
  readonly command: string;
  readonly file?: { readonly content: string | Uint8Array; readonly mode?: number };
  readonly path?: string;
  /** What the message says after the program's name. */
  readonly reason: string;
  readonly hint: boolean;
}

const FORMAT = "the system does not know its format";

const FAILURES: Readonly<Record<string, Failure>> = {
  "a missing file": { command: OWN, reason: "no such file was found", hint: true },
  "a missing program of PATH": { command: "no-such-program x", reason: "no such file was found", hint: true },
  "an empty PATH": { command: testsWindows() ? "cmd" : "sh", path: "", reason: "no such file was found", hint: true },
  "an empty file": { command: OWN, file: { content: "", mode: 0o755 }, reason: FORMAT, hint: true },
  "binary rubbish": {
    command: OWN,
    file: { content: new Uint8Array([0, 1, 2, 255, 254]), mode: 0o755 },
    reason: FORMAT,
    hint: true,
  },
  "a folder": { command: "$HELM_PLUGIN_DIR", reason: "it is a folder", hint: true },
  "a program in the working folder, by an empty element of PATH": {
    command: "local",
    path: pathList("", ...SEARCHED),
    reason: `PATH leads to ${LOCAL} in the working directory`,
    hint: true,
  },
  "a program in the working folder, by a dot in PATH": {
    command: "local",
    path: pathList(...SEARCHED, "."),
    reason: `PATH leads to ${LOCAL} in the working directory`,
    hint: true,
  },
};

const FAILURES_ON_POSIX: typeof FAILURES = {
  "a missing interpreter": {
    command: OWN,
    file: { content: "#!/no/interpreter\n", mode: 0o755 },
    reason: "its first line asks for /no/interpreter, which is missing",
    hint: true,
  },
  "carriage returns": {
    command: OWN,
    file: { content: "#!/bin/sh\r\necho\r\n", mode: 0o755 },
    reason: "its first line ends with a carriage return",
    hint: true,
  },
  "no #! line": { command: OWN, file: { content: "echo hello\n", mode: 0o755 }, reason: FORMAT, hint: true },
  "a file that is not executable": {
    command: OWN,
    file: { content: "#!/bin/sh\n", mode: 0o644 },
    reason: "it is not marked as executable",
    hint: true,
  },
  "a file that is a device": { command: "/dev/null", reason: "it is not a regular file", hint: false },
};

const FAILURES_ON_WINDOWS: typeof FAILURES = {
  "a script by a program's name": {
    command: OWN,
    file: { content: "#!/bin/sh\necho hello\n" },
    reason: "it is a script for /bin/sh by the name of a program",
    hint: true,
  },
};

describe("a plugin that does not start is an error that says why:", () => {
  let sandbox: Sandbox;
  beforeAll(() => {
    sandbox = createSandbox();
    sandbox.write(`work/${LOCAL}`, `${testsWindows() ? "@" : "#!/bin/sh\n"}echo must not run\n`, 0o755);
  });
  afterAll(() => sandbox.remove());

  const tellsWhy = async (title: string, { command, file, path, reason, hint }: Failure): Promise<void> => {
    const name = title.replaceAll(/[^a-z]+/gi, "-");
    sandbox.addPlugin(name, manifestOf(name, command));
    const program = basename(command);
    if (file !== undefined) sandbox.write(`plugins/${name}/${program}`, file.content, file.mode ?? 0o644);
    const result = await sandbox.run([name, "x"], path === undefined ? {} : { env: { PATH: path } });
    const [first = ""] = command.split(" ", 1);
    const isOwn = first.startsWith("$HELM_PLUGIN_DIR");
    const word = isOwn ? sandbox.shown("plugins", name, ...first.split("/").slice(1)) : first;
    expect(result).toMatchObject({ exitCode: 1, signal: null, stdout: "" });
    expect(result.stderr).toStartWith(`Error: plugin "${name}": cannot start "${word}": ${reason}`);
    expect(result.stderr.split("\n", 1)[0]).toEndWith(" [start-failed]");
    expect(result.stderr.split("\n")).toHaveLength(hint ? 3 : 2);
    expect(result.stderr.includes("\nHint: ")).toBe(hint);
  };
  test.each(Object.entries({ ...FAILURES, ...(testsWindows() ? FAILURES_ON_WINDOWS : {}) }))("%s", tellsWhy);
  test.skipIf(testsWindows()).each(Object.entries(FAILURES_ON_POSIX))("%s", tellsWhy);

  test("a command that expands to nothing", async () => {
    sandbox.addPlugin("nothing", manifestOf("nothing", "$LUFF_TEST_NEVER_SET x"));
    const { exitCode, stderr } = await sandbox.run(["nothing"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("is empty");
  });

  test("no command for this platform", async () => {
    const manifest =
      "name: other\nversion: 1.0.0\nusage: u\nplatformCommand:\n- os: plan9\n  arch: mips\n  command: cmd\n";
    sandbox.addPlugin("other", manifest);
    const { exitCode, stderr } = await sandbox.run(["other"]);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("its manifest offers: plan9/mips");
  });
});
