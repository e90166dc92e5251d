import { describe, expect, test } from "bun:test";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { argumentsFiles, commandOf, manifestOf, programFile, programFiles } from "../helpers/fixture-programs.ts";
import { platformUnderTest, testsBinary, testsWindows } from "../helpers/program-under-test.ts";
import { createSandbox, type Sandbox } from "../helpers/sandbox.ts";

/** The folder for caches, as the default of each system is in a sandbox. */
const CACHES = new Map([
  ["darwin", "home/Library/Caches"],
  ["windows", "tmp"],
]);
const [SYSTEM = ""] = platformUnderTest().split("/");
const CACHE = `${CACHES.get(SYSTEM) ?? "home/.cache"}/helm/luff/parsed`;
/** The variables that decide where a user's folders are. */
const HOMES = testsWindows() ? ["HOME", "USERPROFILE", "APPDATA", "TEMP", "TMP"] : ["HOME"];
const RUN = argumentsFiles();
const TELL = programFiles("echo $HELM_NAMESPACE", 'print(os.getenv("HELM_NAMESPACE"))');
const rootOnly = test.skipIf(testsWindows() || process.getuid?.() !== 0);
const posixOnly = test.skipIf(testsWindows());
const GOOD = { exitCode: 0, signal: null, stdout: "[a]\n", stderr: "" } as const;
const SECRET = "very-secret-token";
const KUBECONFIG = `users:
- {name: u, user: {token: ${SECRET}, as: ${SECRET}, exec: {args: [${SECRET}]}, auth-provider: {config: {a: ${SECRET}}}}}
- {name: v, user: {username: ${SECRET}, password: ${SECRET}, client-key-data: ${btoa(SECRET)}}}
clusters: [{name: c, cluster: {server: "https://${SECRET}", certificate-authority: ca.pem, proxy-url: "http://:${SECRET}@x"}}]
contexts: [{name: c, context: {namespace: ns, cluster: c}}]
current-context: c
`;

function prepare(): Sandbox {
  const sandbox = createSandbox();
  sandbox.addPlugin("p", manifestOf("p"), RUN);
  sandbox.write("home/.kube/config", KUBECONFIG);
  return sandbox;
}

function entries(sandbox: Sandbox): string[] {
  return existsSync(sandbox.path(CACHE)) ? readdirSync(sandbox.path(CACHE)).toSorted() : [];
}

function contents(sandbox: Sandbox): Record<string, string> {
  return Object.fromEntries(entries(sandbox).map((name) => [name, readFileSync(sandbox.path(CACHE, name), "utf8")]));
}

/** Makes the entry of the plugin "p" name another program, with a digest that fits. */
function forge(sandbox: Sandbox): void {
  const name = entries(sandbox).find((each) => each.startsWith("manifest-")) ?? "";
  const entry = sandbox.path(CACHE, name);
  const value = readFileSync(entry, "utf8").slice(64).replace(programFile("run"), programFile("other"));
  writeFileSync(entry, new Bun.CryptoHasher("sha256").update(name + value).digest("hex") + value);
  sandbox.addPlugin("p", manifestOf("p"), programFiles("echo other", 'print("other")', "other"));
}

describe.skipIf(!testsBinary())("the parse cache of the compiled file", () => {
  test("is written by the first run, and used by the next", async () => {
    using sandbox = prepare();
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    const made = entries(sandbox);
    expect(made).toHaveLength(2);
    expect(made[0]).toMatch(/^kubeconfig-.*\.json$/);
    expect(made[1]).toMatch(/^manifest-.*\.json$/);
    // The plugin runs as the changed entry says: so luff reads the entry.
    forge(sandbox);
    expect((await sandbox.run(["p", "a"])).stdout).toBe("other\n");
    expect(entries(sandbox)).toEqual(made);
  });

  test("contains no text of the parsed files", async () => {
    using sandbox = prepare();
    await sandbox.run(["p"]);
    const kept = entries(sandbox).map((name) => readFileSync(sandbox.path(CACHE, name), "utf8"));
    expect(kept).toHaveLength(2);
    for (const secret of [SECRET, btoa(SECRET)]) expect(kept.filter((text) => text.includes(secret))).toEqual([]);
  });

  test("is not used after the manifest changes, even if its size and time stay the same", async () => {
    using sandbox = prepare();
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    const changed = programFiles("echo changed", 'print("changed")', "sun");
    sandbox.addPlugin("p", manifestOf("p", commandOf("sun")), changed);
    expect((await sandbox.run(["p", "a"])).stdout).toBe("changed\n");
  });

  test("does not store whether a certificate's file exists", async () => {
    using sandbox = prepare();
    sandbox.addPlugin("n", manifestOf("n"), TELL);
    expect((await sandbox.run(["n"])).stdout).toBe("default\n");
    sandbox.write("home/.kube/ca.pem", "");
    expect((await sandbox.run(["n"])).stdout).toBe("ns\n");
    sandbox.write("home/other/config", KUBECONFIG);
    expect((await sandbox.run(["n"], { env: { KUBECONFIG: sandbox.shown("home/other/config") } })).stdout).toBe(
      "default\n",
    );
  });

  test.each(["", "{", "null", "[", "\0", '{"plugin":', "{}", "[]", '{"plugin":null,"faults":[]}', '{"faults":[{}]}'])(
    "replaces an entry that was damaged to %j",
    async (damage) => {
      using sandbox = prepare();
      sandbox.addPlugin("n", manifestOf("n"), TELL);
      sandbox.write("home/.kube/ca.pem", "");
      await sandbox.run(["p", "a"]);
      await sandbox.run(["n"]);
      const before = contents(sandbox);
      for (const name of entries(sandbox)) writeFileSync(sandbox.path(CACHE, name), damage);
      expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
      expect(await sandbox.run(["n"])).toEqual({ ...GOOD, stdout: "ns\n" });
      expect(contents(sandbox)).toEqual(before);
    },
  );

  posixOnly.each([
    ["may be written by others", 0o666],
    ["may be written by its group", 0o620],
  ])("does not believe an entry that %s", async (_title, mode) => {
    using sandbox = prepare();
    await sandbox.run(["p", "a"]);
    forge(sandbox);
    expect((await sandbox.run(["p", "a"])).stdout).toBe("other\n");
    for (const name of entries(sandbox)) chmodSync(sandbox.path(CACHE, name), mode);
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    for (const name of entries(sandbox)) expect(statSync(sandbox.path(CACHE, name)).mode & 0o777).toBe(0o600);
  });

  posixOnly("writes no entry into a folder that others may write to", async () => {
    using sandbox = prepare();
    mkdirSync(sandbox.path(CACHE), { recursive: true });
    chmodSync(sandbox.path(CACHE), 0o777);
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    expect(entries(sandbox)).toEqual([]);
  });

  rootOnly("does not believe an entry of another user, and writes none into that user's folder", async () => {
    using sandbox = prepare();
    await sandbox.run(["p", "a"]);
    forge(sandbox);
    for (const name of entries(sandbox)) chownSync(sandbox.path(CACHE, name), 65534, 65534);
    chownSync(sandbox.path(CACHE), 65534, 65534);
    const before = contents(sandbox);
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    expect(contents(sandbox)).toEqual(before);
  });

  test("keeps sixteen entries of kubeconfigs, and none that another build wrote a month before", async () => {
    using sandbox = prepare();
    await sandbox.run(["p", "a"]);
    const [kubeconfig = "", manifest = ""] = entries(sandbox);
    const old = new Date(Date.now() - 40 * 24 * 3_600_000);
    const put = (name: string, time: Date): void => {
      sandbox.write(`${CACHE}/${name}`, "");
      utimesSync(sandbox.path(CACHE, name), time, time);
    };
    for (let index = 0; index < 20; index++) put(kubeconfig.replace(/.{7}\.json$/, `old${1000 + index}.json`), old);
    const digest = manifest.slice(-"0".repeat(64).length - ".json".length);
    put(`manifest-0.0.1-old-${digest}`, old);
    put(`manifest-0.0.1-new-${digest}`, new Date());
    sandbox.write("home/.kube/config", `${KUBECONFIG}# more\n`);
    sandbox.addPlugin("q", manifestOf("q"), RUN);
    expect(await sandbox.run(["q", "a"])).toEqual(GOOD);
    const names = entries(sandbox);
    expect(names.filter((name) => name.startsWith("kubeconfig-")).length).toBeLessThanOrEqual(17);
    expect(names).toContain(kubeconfig);
    expect(names).toContain(manifest);
    expect(names.filter((name) => name.includes("0.0.1"))).toEqual([`manifest-0.0.1-new-${digest}`]);
  });

  test("works for many runs that start at once without a cache", async () => {
    using sandbox = prepare();
    const results = await Promise.all(Array.from({ length: 12 }, () => sandbox.run(["p", "a"])));
    for (const result of results) expect(result).toEqual(GOOD);
    // No temporary file is left.
    expect(entries(sandbox).filter((name) => !name.endsWith(".json"))).toEqual([]);
    expect(entries(sandbox)).toHaveLength(2);
  });
});

describe("without a place for the cache", () => {
  test("a plugin runs if a file is in the folder's place", async () => {
    using sandbox = prepare();
    sandbox.write("in-the-way", "x");
    const env = { HELM_CACHE_HOME: sandbox.shown("in-the-way") };
    expect(await sandbox.run(["p", "a"], { env })).toEqual(GOOD);
  });

  posixOnly("a plugin runs if no file can be made in the folder", async () => {
    using sandbox = prepare();
    // Fails for root too: the name is too long for every system.
    const HELM_CACHE_HOME = sandbox.path("n".repeat(300));
    expect(await sandbox.run(["p", "a"], { env: { HELM_CACHE_HOME } })).toEqual(GOOD);
    chmodSync(sandbox.home, 0o555);
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    chmodSync(sandbox.home, 0o755);
  });

  test("a plugin runs if HOME is unset, empty or missing, and leaves nothing in the working folder", async () => {
    using sandbox = prepare();
    for (const home of [undefined, "", sandbox.shown("missing/home"), testsWindows() ? "NUL" : "/dev/null"]) {
      const env = Object.fromEntries(HOMES.map((name) => [name, home]));
      expect(await sandbox.run(["p", "a"], { env })).toEqual(GOOD);
    }
    expect(readdirSync(sandbox.work)).toEqual([]);
  });
});
