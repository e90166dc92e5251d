import { expect, test } from "bun:test";
import { createSandbox } from "../../helpers/sandbox.ts";

const NAMES = `HELM_BIN HELM_BURST_LIMIT HELM_CACHE_HOME HELM_CONFIG_HOME HELM_CONTENT_CACHE HELM_DATA_HOME HELM_DEBUG
HELM_KUBEAPISERVER HELM_KUBEASGROUPS HELM_KUBEASUSER HELM_KUBECAFILE HELM_KUBECONTEXT HELM_KUBEINSECURE_SKIP_TLS_VERIFY
HELM_KUBETLS_SERVER_NAME HELM_KUBETOKEN HELM_MAX_HISTORY HELM_NAMESPACE HELM_PLUGINS HELM_QPS HELM_REGISTRY_CONFIG
HELM_REPOSITORY_CACHE HELM_REPOSITORY_CONFIG`.split(/\s+/);

test("luff env prints every variable that plugins get, sorted, a line each", async () => {
  using sandbox = createSandbox();
  const { exitCode, stdout, stderr } = await sandbox.run(["env", "-n", 'a"b']);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  const lines = stdout.trimEnd().split("\n");
  expect(lines.map((line) => line.slice(0, line.indexOf("=")))).toEqual(NAMES);
  expect(lines).toContain('HELM_NAMESPACE="a\\"b"');
  expect(lines).toContain(`HELM_PLUGINS=${JSON.stringify(sandbox.plugins)}`);
  expect(lines).toContain('HELM_BIN="helm"');
});

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

test("luff env takes one name at the most", async () => {
  using sandbox = createSandbox();
  expect(await sandbox.run(["env", "a", "b"])).toMatchObject({ exitCode: 1, stdout: "" });
});

test("what luff env prints is what a plugin gets", async () => {
  using sandbox = createSandbox();
  const script = `function main(...) for _, name in ipairs({...}) do print(string.format("%s=%q", name, os.getenv(name))) end end`;
  sandbox.addPlugin("p", "name: p\nversion: 1.0.0\nusage: u\n", { "main.lua": script });
  const flags = ["--kube-context", "c", "--debug", "--qps=2"];
  const printed = await sandbox.run(["env", ...flags]);
  const given = await sandbox.run(["p", ...NAMES, "--kube-context", "c", "--debug", "--qps=2"]);
  expect(given.stdout).toStartWith(printed.stdout);
});
