import { describe, expect, test } from "bun:test";
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
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

describe.skipIf(!testsBinary())("the parse cache of the compiled file", () => {
  test("is written by the first run, and used by the next", async () => {
    using sandbox = prepare();
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    const made = entries(sandbox);
    expect(made).toHaveLength(2);
    expect(made[0]).toMatch(/^kubeconfig-.*\.json$/);
    expect(made[1]).toMatch(/^manifest-.*\.json$/);
    // The plugin runs as the changed entry says: so luff reads the entry.
    const entry = sandbox.path(CACHE, made[1] ?? "");
    writeFileSync(entry, readFileSync(entry, "utf8").replace(programFile("run"), programFile("other")));
    sandbox.addPlugin("p", manifestOf("p"), programFiles("echo other", 'print("other")', "other"));
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
    const tell = programFiles("echo $HELM_NAMESPACE", 'print(os.getenv("HELM_NAMESPACE"))');
    sandbox.addPlugin("n", manifestOf("n"), tell);
    expect((await sandbox.run(["n"])).stdout).toBe("default\n");
    sandbox.write("home/.kube/ca.pem", "");
    expect((await sandbox.run(["n"])).stdout).toBe("ns\n");
    sandbox.write("home/other/config", KUBECONFIG);
    expect((await sandbox.run(["n"], { env: { KUBECONFIG: sandbox.shown("home/other/config") } })).stdout).toBe(
      "default\n",
    );
  });

  test.each(["", "{", "null", "[", "\0", '{"plugin":'])("replaces an entry that was damaged to %j", async (damage) => {
    using sandbox = prepare();
    await sandbox.run(["p", "a"]);
    for (const name of entries(sandbox)) writeFileSync(sandbox.path(CACHE, name), damage);
    expect(await sandbox.run(["p", "a"])).toEqual(GOOD);
    for (const name of entries(sandbox)) {
      expect(() => JSON.parse(readFileSync(sandbox.path(CACHE, name), "utf8"))).not.toThrow();
    }
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
