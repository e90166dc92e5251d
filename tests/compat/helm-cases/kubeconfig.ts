import type { HelmCase } from "../helm-case.ts";

const config = (current: string, contexts: Readonly<Record<string, string | undefined>>): string =>
  JSON.stringify({
    apiVersion: "v1",
    kind: "Config",
    "current-context": current,
    contexts: Object.entries(contexts).map(([name, namespace]) => ({
      name,
      context: { cluster: "c", user: "u", namespace },
    })),
    clusters: [{ name: "c", cluster: { server: "https://c.example" } }],
    users: [{ name: "u", user: {} }],
  });

const ONE = config("dev", { dev: "dev-space", prod: "prod-space", bare: undefined });
const TWO = config("prod", { prod: "second-space", extra: "extra-space" });
const files = { "one.yaml": ONE, "two.yaml": TWO, "contexts.yaml": config("", { dev: "listed-space" }) };
const oneFile = { KUBECONFIG: "@ROOT@/one.yaml" };

/** Where the namespace of a plugin comes from. */
export const KUBECONFIG_CASES: readonly HelmCase[] = [
  { name: "kubeconfig: one file", args: ["p"], files, env: oneFile },
  { name: "kubeconfig: the default file below HOME", args: ["p"], files: { "home/.kube/config": ONE } },
  {
    name: "kubeconfig: KUBECONFIG is empty",
    args: ["p"],
    files: { "home/.kube/config": ONE },
    env: { KUBECONFIG: "" },
  },
  {
    name: "kubeconfig: a list, the first file decides",
    args: ["p"],
    files,
    env: { KUBECONFIG: "@ROOT@/one.yaml:@ROOT@/two.yaml" },
  },
  {
    name: "kubeconfig: a list, the other way round",
    args: ["p"],
    files,
    env: { KUBECONFIG: "@ROOT@/two.yaml:@ROOT@/one.yaml" },
  },
  {
    name: "kubeconfig: a list, the current context is in the second file and its namespace in the first",
    args: ["p"],
    files,
    env: { KUBECONFIG: "@ROOT@/contexts.yaml:@ROOT@/one.yaml" },
  },
  {
    name: "kubeconfig: a list with an empty and a missing element",
    args: ["p"],
    files,
    env: { KUBECONFIG: ":@ROOT@/none.yaml::@ROOT@/two.yaml:" },
  },
  { name: "kubeconfig: a missing file", args: ["p"], env: { KUBECONFIG: "@ROOT@/none.yaml" } },
  { name: "kubeconfig: an empty file", args: ["p"], files: { "e.yaml": "" }, env: { KUBECONFIG: "@ROOT@/e.yaml" } },
  { name: "kubeconfig: a broken file", args: ["p"], files: { "b.yaml": "a: [" }, env: { KUBECONFIG: "@ROOT@/b.yaml" } },
  { name: "kubeconfig: a folder", args: ["p"], env: { KUBECONFIG: "@ROOT@/work" } },
  {
    name: "kubeconfig: written as YAML with anchors",
    args: ["p"],
    files: { "y.yaml": yamlConfig() },
    env: { KUBECONFIG: "@ROOT@/y.yaml" },
  },
  { name: "kubeconfig: a context without a namespace", args: ["p", "--kube-context", "bare"], files, env: oneFile },
  { name: "kubeconfig: --kube-context chooses", args: ["p", "--kube-context", "prod"], files, env: oneFile },
  { name: "kubeconfig: --kube-context names none", args: ["p", "--kube-context", "nope"], files, env: oneFile },
  { name: "kubeconfig: HELM_KUBECONTEXT chooses", args: ["p"], files, env: { ...oneFile, HELM_KUBECONTEXT: "prod" } },
  {
    name: "kubeconfig: --kube-context before HELM_KUBECONTEXT",
    args: ["p", "--kube-context=dev"],
    files,
    env: { ...oneFile, HELM_KUBECONTEXT: "prod" },
  },
  {
    name: "kubeconfig: HELM_NAMESPACE before the file",
    args: ["p"],
    files,
    env: { ...oneFile, HELM_NAMESPACE: "own" },
  },
  { name: "kubeconfig: an empty HELM_NAMESPACE", args: ["p"], files, env: { ...oneFile, HELM_NAMESPACE: "" } },
  {
    name: "kubeconfig: --namespace before HELM_NAMESPACE",
    args: ["p", "-n", "flag"],
    files,
    env: { ...oneFile, HELM_NAMESPACE: "own" },
  },
  { name: "kubeconfig: an empty --namespace and a file", args: ["p", "--namespace="], files, env: oneFile },
  {
    name: "kubeconfig: --kubeconfig before KUBECONFIG",
    args: ["p", "--kubeconfig", "@ROOT@/two.yaml"],
    files,
    env: oneFile,
  },
  { name: "kubeconfig: --kubeconfig without KUBECONFIG", args: ["p", "--kubeconfig=@ROOT@/two.yaml"], files },
  {
    name: "kubeconfig: --kubeconfig relative to the working folder",
    args: ["p", "--kubeconfig", "../two.yaml"],
    files,
  },
  {
    name: "kubeconfig: --kubeconfig names a missing file",
    args: ["p", "--kubeconfig", "@ROOT@/none.yaml"],
    files,
    env: oneFile,
  },
  {
    name: "kubeconfig: --kubeconfig takes no list",
    args: ["p", "--kubeconfig", "@ROOT@/one.yaml:@ROOT@/two.yaml"],
    files,
  },
];

function yamlConfig(): string {
  return [
    "apiVersion: v1",
    "kind: Config",
    "current-context: &c dev",
    "contexts:",
    "- name: *c",
    "  context:",
    '    namespace: "from-yaml" # with a remark',
    "",
  ].join("\n");
}
