import { expect, test } from "bun:test";
import { resolveHelmPaths } from "../../../src/helm/helm-paths.ts";
import { resolveHelmSettings, type GlobalFlags } from "../../../src/helm/helm-settings.ts";
import { helmVariables, PATH_VARIABLES, pluginVariables } from "../../../src/helm/plugin-variables.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

function variables(flags: GlobalFlags): Record<string, string> {
  const { environment } = createMemoryHost();
  const settings = resolveHelmSettings(flags, environment);
  const paths = resolveHelmPaths(flags, environment, "linux");
  return helmVariables({ settings, paths, namespace: "ns", helmBin: "/bin/helm" });
}

// The names of both Helm 3.21 and Helm 4.2.
test("helmVariables sets all of Helm's variables, without KUBECONFIG", () => {
  expect(variables({})).toEqual({
    HELM_BIN: "/bin/helm",
    HELM_BURST_LIMIT: "100",
    HELM_CACHE_HOME: "/home/user/.cache/helm",
    HELM_CONFIG_HOME: "/home/user/.config/helm",
    HELM_CONTENT_CACHE: "/home/user/.cache/helm/content",
    HELM_DATA_HOME: "/home/user/.local/share/helm",
    HELM_DEBUG: "false",
    HELM_KUBEAPISERVER: "",
    HELM_KUBEASGROUPS: "",
    HELM_KUBEASUSER: "",
    HELM_KUBECAFILE: "",
    HELM_KUBECONTEXT: "",
    HELM_KUBEINSECURE_SKIP_TLS_VERIFY: "false",
    HELM_KUBETLS_SERVER_NAME: "",
    HELM_KUBETOKEN: "",
    HELM_MAX_HISTORY: "10",
    HELM_NAMESPACE: "ns",
    HELM_PLUGINS: "/home/user/.local/share/helm/plugins",
    HELM_QPS: "0.00",
    HELM_REGISTRY_CONFIG: "/home/user/.config/helm/registry/config.json",
    HELM_REPOSITORY_CACHE: "/home/user/.cache/helm/repository",
    HELM_REPOSITORY_CONFIG: "/home/user/.config/helm/repositories.yaml",
  });
});

test("helmVariables writes values as Helm does", () => {
  expect(
    variables({ qps: 1.256, burstLimit: -1n, debug: true, kubeAsGroups: ["a", "b"], kubeconfig: "/k" }),
  ).toMatchObject({
    HELM_QPS: "1.26",
    HELM_BURST_LIMIT: "-1",
    HELM_DEBUG: "true",
    HELM_KUBEASGROUPS: "a,b",
    KUBECONFIG: "/k",
  });
});

test("pluginVariables names the plugin and its folder", () => {
  expect(pluginVariables("x", "/p/x")).toEqual({ HELM_PLUGIN_NAME: "x", HELM_PLUGIN_DIR: "/p/x" });
});

test("PATH_VARIABLES names the variables that contain a path", () => {
  const all = { ...variables({ kubeCaFile: "/ca", kubeconfig: "/k" }), ...pluginVariables("x", "/p/x") };
  const names = Object.keys(all).filter((name) => all[name]?.startsWith("/"));
  expect(PATH_VARIABLES.toSorted()).toEqual(names.toSorted());
});
