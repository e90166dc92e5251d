import { type HelmCase, legacy } from "../helm-case.ts";

const BROKEN = "name: [\n";

/** Commands that Helm and luff both have. Their texts are for people; exit statuses and streams are compared. */
export const OWN_COMMAND_CASES: readonly HelmCase[] = [
  { name: "own: version --short", args: ["version", "--short"], prose: true },
  { name: "own: version with a word too many", args: ["version", "x"], prose: true },
  { name: "own: --help", args: ["--help"], prose: true },
  { name: "own: -h", args: ["-h"], prose: true },
  { name: "own: help", args: ["help"], prose: true },
  { name: "own: help env", args: ["help", "env"], prose: true },
  { name: "own: help plugin list", args: ["help", "plugin", "list"], prose: true },
  { name: "own: env --help", args: ["env", "--help"], prose: true },
  { name: "own: env", args: ["env"], prose: true },
  { name: "own: env of an unknown variable", args: ["env", "NOPE"] },
  { name: "own: env of two variables", args: ["env", "HELM_BIN", "HELM_DEBUG"], prose: true },
  { name: "own: env with an unknown flag", args: ["env", "--nope"], prose: true },
  { name: "own: env shows a flag's value", args: ["env", "HELM_KUBECONTEXT", "--kube-context", "ctx"] },
  { name: "own: env shows a flag before it", args: ["--kube-context=ctx", "env", "HELM_KUBECONTEXT"] },
  { name: "own: env HELM_BIN", args: ["env", "HELM_BIN"] },
  { name: "own: env HELM_QPS", args: ["env", "HELM_QPS"], env: { HELM_QPS: "1e3" } },
  { name: "own: env with -n and its value in one word", args: ["env", "HELM_NAMESPACE", "-nspace"] },
  { name: "own: env with a flag that plugins get too", args: ["env", "HELM_QPS", "--qps", "2", "--burst-limit=3"] },
  {
    name: "own: env prints values as they are",
    args: ["env"],
    env: { HELM_KUBECONTEXT: 'a "b" \\c\\ $HOME `x` \'', HELM_KUBETOKEN: "two\nlines\tü" },
    // Helm 3 does not know the variable.
    ignoredLines: "HELM_CONTENT_CACHE=",
  },
  { name: "own: plugin", args: ["plugin"], prose: true },
  { name: "own: plugin with an unknown word", args: ["plugin", "nope"], prose: true },
  { name: "own: plugin list with none", args: ["plugin", "list"], plugins: {}, prose: true },
  { name: "own: plugin list with one", args: ["plugin", "list"], prose: true },
  { name: "own: plugin ls", args: ["plugin", "ls"], prose: true },
  { name: "own: plugin list with a word too many", args: ["plugin", "list", "x"], prose: true },
  { name: "own: plugin list with a flag before it", args: ["--namespace", "x", "plugin", "list"], prose: true },
  {
    name: "own: plugin list with a broken plugin",
    args: ["plugin", "list"],
    plugins: { a: BROKEN, p: legacy() },
    prose: true,
  },
  {
    name: "own: plugin list with two of one name",
    args: ["plugin", "list"],
    plugins: { a: legacy(), p: legacy() },
    prose: true,
  },
  {
    name: "own: plugin list with HELM_NO_PLUGINS",
    args: ["plugin", "list"],
    env: { HELM_NO_PLUGINS: "1" },
    prose: true,
  },
  {
    name: "own: plugin list with a folder named twice",
    args: ["plugin", "list"],
    env: { HELM_PLUGINS: "@ROOT@/plugins:@ROOT@/plugins/" },
    prose: true,
  },
  {
    name: "own: plugin list with a missing folder",
    args: ["plugin", "list"],
    env: { HELM_PLUGINS: "@ROOT@/none:@ROOT@/plugins" },
    prose: true,
  },
  {
    name: "own: plugin list without the folder that is looked in by default",
    args: ["plugin", "list"],
    env: { HELM_PLUGINS: undefined },
    prose: true,
  },
  {
    name: "own: plugin list with a link that leads nowhere",
    args: ["plugin", "list"],
    links: { "plugins/dangling": "@ROOT@/none" },
    prose: true,
  },
  {
    name: "own: plugin list with a plugin.yml",
    args: ["plugin", "list"],
    plugins: {},
    files: { "plugins/q/plugin.yml": "name: q\ncommand: echo q\n" },
    prose: true,
  },
  { name: "own: help with a broken plugin", args: ["help"], plugins: { a: BROKEN, p: legacy() }, prose: true },
];
