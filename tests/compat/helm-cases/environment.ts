import { type HelmCase, legacy } from "../helm-case.ts";

const pluginAt = (folder: string) => ({ [`${folder}/p`]: legacy() });

/** The environment that a plugin gets. */
export const ENVIRONMENT_CASES: readonly HelmCase[] = [
  {
    name: "environment: nothing set",
    args: ["p"],
    plugins: pluginAt("home/.local/share/helm/plugins"),
    env: { HELM_PLUGINS: undefined },
  },
  {
    name: "environment: the XDG folders",
    args: ["p"],
    plugins: pluginAt("xd/helm/plugins"),
    env: {
      HELM_PLUGINS: undefined,
      XDG_CACHE_HOME: "@ROOT@/xc",
      XDG_CONFIG_HOME: "@ROOT@/xf",
      XDG_DATA_HOME: "@ROOT@/xd",
    },
  },
  {
    name: "environment: empty XDG folders",
    args: ["p"],
    plugins: pluginAt("home/.local/share/helm/plugins"),
    env: { HELM_PLUGINS: undefined, XDG_CACHE_HOME: "", XDG_CONFIG_HOME: "", XDG_DATA_HOME: "" },
  },
  {
    name: "environment: the three folders of Helm",
    args: ["p"],
    plugins: pluginAt("hd/plugins"),
    env: {
      HELM_PLUGINS: undefined,
      HELM_CACHE_HOME: "@ROOT@/hc",
      HELM_CONFIG_HOME: "@ROOT@/hf",
      HELM_DATA_HOME: "@ROOT@/hd",
    },
  },
  {
    name: "environment: empty folders of Helm",
    args: ["p"],
    plugins: pluginAt("home/.local/share/helm/plugins"),
    env: { HELM_PLUGINS: undefined, HELM_CACHE_HOME: "", HELM_CONFIG_HOME: "", HELM_DATA_HOME: "" },
  },
  { name: "environment: HOME is not set", args: ["p"], env: { HOME: undefined } },
  { name: "environment: HELM_REGISTRY_CONFIG", args: ["p"], env: { HELM_REGISTRY_CONFIG: "/r.json" } },
  {
    name: "environment: HELM_REPOSITORY_CONFIG and _CACHE",
    args: ["p"],
    env: { HELM_REPOSITORY_CONFIG: "/r.yaml", HELM_REPOSITORY_CACHE: "/rc" },
  },
  { name: "environment: HELM_CONTENT_CACHE", args: ["p"], env: { HELM_CONTENT_CACHE: "/content" } },
  { name: "environment: empty HELM_REGISTRY_CONFIG", args: ["p"], env: { HELM_REGISTRY_CONFIG: "" } },
  { name: "environment: HELM_DEBUG=1", args: ["p"], env: { HELM_DEBUG: "1" } },
  { name: "environment: HELM_DEBUG=false", args: ["p"], env: { HELM_DEBUG: "false" } },
  { name: "environment: HELM_DEBUG=nonsense", args: ["p"], env: { HELM_DEBUG: "nonsense" } },
  { name: "environment: HELM_MAX_HISTORY", args: ["p"], env: { HELM_MAX_HISTORY: "5" } },
  { name: "environment: HELM_MAX_HISTORY=nonsense", args: ["p"], env: { HELM_MAX_HISTORY: "nonsense" } },
  { name: "environment: HELM_BURST_LIMIT and HELM_QPS", args: ["p"], env: { HELM_BURST_LIMIT: "5", HELM_QPS: "2.5" } },
  {
    name: "environment: HELM_BURST_LIMIT and HELM_QPS are nonsense",
    args: ["p"],
    env: { HELM_BURST_LIMIT: "x", HELM_QPS: "y" },
  },
  { name: "environment: HELM_QPS has many digits", args: ["p"], env: { HELM_QPS: "3.14159", HELM_BURST_LIMIT: "-1" } },
  {
    name: "environment: HELM_KUBE… for the cluster",
    args: ["p"],
    env: {
      HELM_KUBECONTEXT: "ctx",
      HELM_KUBETOKEN: "token",
      HELM_KUBEASUSER: "user",
      HELM_KUBEASGROUPS: "one,two",
      HELM_KUBEAPISERVER: "https://api.example",
      HELM_KUBECAFILE: "/ca.pem",
      HELM_KUBETLS_SERVER_NAME: "tls.example",
    },
  },
  {
    name: "environment: HELM_KUBEASGROUPS beside the flag",
    args: ["p", "--kube-as-group=three"],
    env: { HELM_KUBEASGROUPS: "one,two" },
  },
  {
    name: "environment: HELM_KUBEINSECURE_SKIP_TLS_VERIFY=1",
    args: ["p"],
    env: { HELM_KUBEINSECURE_SKIP_TLS_VERIFY: "1" },
  },
  {
    name: "environment: HELM_KUBEINSECURE_SKIP_TLS_VERIFY=nonsense",
    args: ["p"],
    env: { HELM_KUBEINSECURE_SKIP_TLS_VERIFY: "x" },
  },
  {
    name: "environment: names of another plugin from outside",
    args: ["p"],
    env: { HELM_PLUGIN_NAME: "other", HELM_PLUGIN_DIR: "/other" },
  },
  {
    name: "environment: variables that Helm leaves alone",
    args: ["p"],
    env: { HELM_DRIVER: "secret", HELM_OTHER: "x", NO_COLOR: "1" },
  },
  { name: "environment: HELM_BIN from outside", args: ["p"], env: { HELM_BIN: "/elsewhere/helm" } },
  { name: "environment: env prints the plugin folders", args: ["env", "HELM_PLUGINS"] },
  { name: "environment: env prints the namespace", args: ["env", "HELM_NAMESPACE", "-n", "space"] },
];
