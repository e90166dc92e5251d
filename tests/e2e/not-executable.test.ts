import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestOf } from "../helpers/fixture-programs.ts";
import { canMount, isRoot, OWN_MOUNTS, starts } from "../helpers/namespaces.ts";
import { programUnderTest, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

/** The folder $0 becomes a mount without exec, filled with what is in $1. */
const MOUNT = 'mount -t tmpfs -o noexec luff "$0" && cp -Rp "$1/." "$0" && shift && exec "$@"';

/** With these capabilities root can execute every file that any user can execute. */
const POWERS = "-dac_override,-dac_read_search";
const WITHOUT_POWERS = isRoot ? ["setpriv", `--inh-caps=${POWERS}`, `--bounding-set=${POWERS}`] : [];
const SOMEBODY = 65_534;

const mounts = canMount();
const drops = !isRoot || starts([...WITHOUT_POWERS, "true"]);

describe.skipIf(!mounts || testsWindows())(
  `on a mount without exec${mounts ? "" : " (skipped: none can be made here)"}`,
  () => {
    let sandbox: Sandbox;
    beforeAll(() => (sandbox = createSandbox()));
    afterAll(() => sandbox.remove());

    /** Runs luff with the folder `full` of the sandbox at `mount`, where nothing is executed. */
    async function runMounted(args: readonly string[], env: Readonly<Record<string, string>>): Promise<RunResult> {
      sandbox.write("mount/.keep", "");
      const [mount, full] = [sandbox.path("mount"), sandbox.path("full")];
      const program = [...OWN_MOUNTS, "sh", "-c", MOUNT, mount, full, ...programUnderTest()];
      return sandbox.run(args, { program, env });
    }

    test.each([
      ["0755", 0o755],
      ["0644", 0o644],
    ])("a plugin's program of mode %s is an error that names the mount option", async (_title, mode) => {
      sandbox.write("full/p/plugin.yaml", manifestOf("p"));
      sandbox.write("full/p/run.sh", "#!/bin/sh\necho must not run\n", mode);
      const word = sandbox.path("mount/p/run.sh");
      expect(await runMounted(["p"], { HELM_PLUGINS: sandbox.path("mount") })).toEqual({
        exitCode: 1,
        signal: null,
        stdout: "",
        stderr:
          `Error: plugin "p": cannot start "${word}": its file system is mounted with "noexec", so that nothing on it is executed [start-failed]\n` +
          "Hint: Move it to a folder on another file system, or mount this one with exec.\n",
      });
    });

    test("an interpreter is an error that names the mount option", async () => {
      // A path in a script's first line ends at a space, which the sandbox's own has.
      const folder = mkdtempSync(join(tmpdir(), "luff-noexec-"));
      sandbox.write("full/sh", "", 0o755);
      sandbox.addPlugin("i", manifestOf("i"), { "run.sh": `#!${folder}/sh\n` });
      const program = [...OWN_MOUNTS, "sh", "-c", MOUNT, folder, sandbox.path("full"), ...programUnderTest()];
      const { exitCode, stderr } = await sandbox.run(["i"], { program });
      rmSync(folder, { recursive: true });
      expect(exitCode).toBe(1);
      expect(stderr).toStartWith(
        `Error: plugin "i": cannot start "${sandbox.path("plugins/i/run.sh")}": its first line asks for ${folder}/sh, and its file system is mounted with "noexec"`,
      );
    });

    test("a Lua plugin runs", async () => {
      sandbox.write("full/l/plugin.yaml", "name: l\nversion: 1.0.0\nusage: u\n");
      sandbox.write("full/l/main.lua", "function main(...) print(...) end\n");
      const result = await runMounted(["l", "a"], { HELM_PLUGINS: sandbox.path("mount") });
      expect(result).toEqual({ exitCode: 0, signal: null, stdout: "a\n", stderr: "" });
    });
  },
);

describe.skipIf(!drops || testsWindows())(
  `a program for somebody else${drops ? "" : " (skipped: root keeps its powers here)"}`,
  () => {
    test("says who may execute it", async () => {
      using sandbox = createSandbox();
      const file = `${sandbox.addPlugin("p", manifestOf("p"), { "run.sh": "#!/bin/sh\necho must not run\n" })}/run.sh`;
      // The owner's own bits are the ones that count for the owner.
      if (isRoot) chownSync(file, SOMEBODY, SOMEBODY);
      chmodSync(file, isRoot ? 0o744 : 0o655);
      const who = isRoot
        ? "only its owner may execute it (mode 0744)"
        : "only its group and others may execute it (mode 0655)";
      expect(await sandbox.run(["p"], { program: [...WITHOUT_POWERS, ...programUnderTest()] })).toEqual({
        exitCode: 1,
        signal: null,
        stdout: "",
        stderr:
          `Error: plugin "p": cannot start "${file}": ${who} [start-failed]\n` +
          `Hint: Its owner can make it executable for everybody: chmod a+x '${file}'\n`,
      });
    });
  },
);
