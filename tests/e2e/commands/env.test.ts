import { expect, test } from "bun:test";
import { testsWindows } from "../../helpers/program-under-test.ts";
import { createSandbox } from "../../helpers/sandbox.ts";

const NAMES = `HELM_BIN HELM_BURST_LIMIT HELM_CACHE_HOME HELM_CONFIG_HOME HELM_CONTENT_CACHE HELM_DATA_HOME HELM_DEBUG
HELM_KUBEAPISERVER HELM_KUBEASGROUPS HELM_KUBEASUSER HELM_KUBECAFILE HELM_KUBECONTEXT HELM_KUBEINSECURE_SKIP_TLS_VERIFY
HELM_KUBETLS_SERVER_NAME HELM_KUBETOKEN HELM_MAX_HISTORY HELM_NAMESPACE HELM_PLUGINS HELM_QPS HELM_REGISTRY_CONFIG
HELM_REPOSITORY_CACHE HELM_REPOSITORY_CONFIG`.split(/\s+/);

test("luff env prints every variable that plugins get, sorted, a line each", async () => {
  using sandbox = createSandbox();
  const { exitCode, stdout, stderr } = await sandbox.run(["env", "-n", "space"]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  // On Windows luff looks for a shell to run scripts, and prints which one it found.
  const names = testsWindows() ? [...NAMES, "LUFF_SHELL"] : NAMES;
  expect(lines.map((line) => line.slice(0, line.indexOf("=")))).toEqual(names);
  expect(lines).toContain('HELM_NAMESPACE="space"');
  expect(lines).toContain(`HELM_PLUGINS="${sandbox.shown("plugins")}"`);
  expect(lines).toContain('HELM_BIN="helm"');
});

test.each(['a"b', "C:\\data\\helm", "$HOME `x`", "two\nlines", "tab\tand ü", "'"])(
  "luff env prints the value %j unchanged",
  async (value) => {
    using sandbox = createSandbox();
    const { exitCode, stdout } = await sandbox.run(["env"], { env: { HELM_KUBECONTEXT: value } });
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`\nHELM_KUBECONTEXT="${value}"\n`);
    const single = await sandbox.run(["env", "HELM_KUBECONTEXT"], { env: { HELM_KUBECONTEXT: value } });
    expect(single.stdout).toBe(`${value}\n`);
  },
);

test("luff env prints KUBECONFIG where the flag is given", async () => {
  using sandbox = createSandbox();
  expect((await sandbox.run(["env", "--kubeconfig", "/k"])).stdout).toContain('KUBECONFIG="/k"\n');
});

test("luff env NAME prints one value, whatever the case of the name", async () => {
  using sandbox = createSandbox();
  expect(await sandbox.run(["--kube-as-group=a", "env", "helm_kubeasgroups", "--kube-as-group", "b"])).toEqual({
    exitCode: 0,
    signal: null,
    stdout: "a,b\n",
    stderr: "",
  });
  expect((await sandbox.run(["env", "NO_SUCH_NAME"])).stdout).toBe("\n");
});

test("luff env takes at most one name", async () => {
  using sandbox = createSandbox();
  expect(await sandbox.run(["env", "a", "b"])).toMatchObject({ exitCode: 1, stdout: "" });
});

test("what luff env prints is what a plugin gets", async () => {
  using sandbox = createSandbox();
  const script = `function main(...) for _, name in ipairs({...}) do print(string.format('%s="%s"', name, os.getenv(name))) end end`;
  sandbox.addPlugin("p", "name: p\nversion: 1.0.0\nusage: u\n", { "main.lua": script });
  const flags = ["--kube-context", 'c"\\', "--debug", "--qps=2", "--burst-limit", "7", "-nspace"];
  const printed = await sandbox.run(["env", ...flags]);
  expect({ exitCode: printed.exitCode, stderr: printed.stderr }).toEqual({ exitCode: 0, stderr: "" });
  expect(printed.stdout).toContain('HELM_QPS="2.00"\n');
  const given = await sandbox.run(["p", ...NAMES, ...flags]);
  // The plugin also gets the flags, which Helm reads but does not remove: it looks them up as variables that do not exist.
  expect(given.stdout).toStartWith(printed.stdout.replace(/^LUFF_SHELL=.*\n/m, ""));
});
