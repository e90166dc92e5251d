import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { filesBelow } from "../helpers/files-below.ts";
import { madeTgz } from "../helpers/made-tar.ts";
import { createRandom } from "../mutate/random.ts";
import { createSandbox, type RunResult, type Sandbox } from "../helpers/sandbox.ts";

/** How many random moments are tried for each change. The long check, which sets a seed for the fuzz tests, tries more. */
const MOMENTS = (process.env["LUFF_FUZZ_SEED"] ?? "") === "" ? 4 : 200;

/** Decides the moments. LUFF_TEST_SEED repeats those of an earlier run. */
const GIVEN = process.env["LUFF_TEST_SEED"] ?? "";
const SEED = GIVEN === "" ? Date.now() % 1e9 : Number(GIVEN);

const CHANGES: Readonly<Record<string, readonly string[]>> = {
  "a first install": ["plugin", "install", "new/greet.tgz"],
  "an install over an older one": ["plugin", "install", "--force", "new/greet.tgz"],
  "an update": ["plugin", "update", "greet"],
  "an uninstall": ["plugin", "uninstall", "greet"],
  "a load of a bundle": ["plugin", "bundle", "load", "new/greet.tar"],
  "a load of a bundle over an older plugin": ["plugin", "bundle", "load", "--force", "new/greet.tar"],
};

/** A plugin of sixty files whose hooks take some time. */
function archiveOf(version: string): Uint8Array {
  const files = Array.from({ length: 60 }, (_, index) => ({
    path: `greet/files/${version}-${index}`,
    content: `${version} `.repeat(50),
  }));
  const hooks = "hooks:\n  install: sleep 0.05\n  update: sleep 0.05\n  delete: sleep 0.05\n";
  const manifest = `name: greet\nversion: ${version}\nusage: u\ncommand: cmd\n${hooks}`;
  return madeTgz([{ path: "greet/plugin.yaml", content: manifest }, ...files]);
}

/** The changes before which the plugin is not there. */
const FIRST: readonly string[] = ["a first install", "a load of a bundle"];

const OLD = archiveOf("1.0.0");
const NEW = archiveOf("2.0.0");

describe.each(Object.entries(CHANGES))("%s that is killed at any moment", (title, change) => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = createSandbox();
    sandbox.write("work/new/greet.tgz", NEW);
    sandbox.write("work/other/plugin.yaml", "name: other\nversion: 1.0.0\nusage: u\ncommand: cmd\n");
    // This install creates luff's own folders.
    await luff("plugin", "install", "other");
    await luff("plugin", "bundle", "save", "-o", "new/greet.tar", "new/greet.tgz");
  });
  afterAll(() => sandbox.remove());

  const luff = (...args: readonly string[]): Promise<RunResult> => sandbox.run(args);
  const prepare = async (): Promise<void> => {
    await luff("plugin", "uninstall", "--no-hooks", "greet", "other");
    sandbox.write("work/old/greet.tgz", OLD);
    if (!FIRST.includes(title)) await luff("plugin", "install", "--no-hooks", "old/greet.tgz");
    if (title === "an update") sandbox.write("work/old/greet.tgz", NEW);
  };
  /** The names in the plugins folder and a digest of its content, without the lock, and what each install has of its own. */
  const state = (): string => {
    const files = Object.entries(filesBelow(sandbox.plugins)).filter(([path]) => path !== ".luff/lock");
    const whole = JSON.stringify(files).replace(/\\"(?:installed|identity)\\": \\"[^"]*\\"/g, "");
    const names = files.map(([path]) => path).filter((path) => !path.startsWith("greet/files/"));
    return [...names, new Bun.CryptoHasher("sha256").update(whole).digest("hex")].join("\n");
  };

  test(
    "leaves the complete old plugin or the complete new one, and nothing else",
    async () => {
      if (GIVEN === "") console.error(`${title}: the moments are those of LUFF_TEST_SEED=${SEED}`);
      const random = createRandom(SEED);
      await prepare();
      const old = state();
      const began = performance.now();
      expect((await luff(...change)).exitCode).toBe(0);
      const duration = performance.now() - began;
      const fresh = state();
      expect(fresh).not.toBe(old);
      for (let moment = 0; moment < MOMENTS; moment++) {
        await prepare();
        const { process } = sandbox.start(change);
        await Bun.sleep(random() * duration * 1.1);
        process.kill("SIGKILL");
        await process.exited;
        expect((await luff("plugin", "install", "other")).exitCode).toBe(0);
        await luff("plugin", "uninstall", "other");
        expect([old, fresh]).toContain(state());
      }
    },
    MOMENTS * 60_000,
  );
});
