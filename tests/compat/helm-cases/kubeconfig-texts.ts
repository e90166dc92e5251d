import type { HelmCase } from "../helm-case.ts";

const CONTEXTS = "contexts:\n- context:\n    cluster: c\n    namespace: dev-space\n    user: u\n  name: dev\n";
const CLUSTERS = "clusters:\n- cluster:\n    server: https://c.example\n  name: c\n";
const HEAD = `apiVersion: v1\n${CLUSTERS}`;
const TAIL = "kind: Config\npreferences: {}\nusers:\n- name: u\n  user: {}\n";

/** Ways in which kubectl and people write a kubeconfig. */
const WRITINGS: readonly (readonly [what: string, text: string])[] = [
  ["as kubectl writes it", `${HEAD}${CONTEXTS}current-context: dev\n${TAIL}`],
  [
    "the list indented",
    `${HEAD}contexts:\n  - name: dev\n    context:\n      namespace: dev-space\ncurrent-context: dev\n${TAIL}`,
  ],
  [
    "quoted words and remarks",
    `${HEAD}"contexts": # c\n- "context": {'namespace': 'dev-space'} # n\n  name: "dev"\ncurrent-context: 'dev' # x\n`,
  ],
  ["flow style", `{current-context: dev, contexts: [{name: dev, context: {namespace: dev-space, cluster: c}}]}`],
  ["lines that end with CR LF", `${HEAD}${CONTEXTS}current-context: dev\n${TAIL}`.replaceAll("\n", "\r\n")],
  ["a mark of byte order", `\uFEFF${HEAD}${CONTEXTS}current-context: dev\n${TAIL}`],
  ["a document's beginning", `---\n${HEAD}${CONTEXTS}current-context: dev\n${TAIL}`],
  ["a second document", `${HEAD}${CONTEXTS}current-context: dev\n${TAIL}---\ncurrent-context: other\n`],
  ["neither kind nor apiVersion", `${CONTEXTS}current-context: dev\n`],
  ["another kind", `kind: Pod\napiVersion: v1\n${CONTEXTS}current-context: dev\n`],
  ["an unknown key", `${HEAD}${CONTEXTS}current-context: dev\nunknown: 1\n${TAIL}`],
  ["a key twice", `${HEAD}${CONTEXTS}current-context: dev\ncurrent-context: dev\n${TAIL}`],
  ["no current context", `${HEAD}${CONTEXTS}${TAIL}`],
  ["an empty current context", `${HEAD}${CONTEXTS}current-context: ""\n${TAIL}`],
  ["a current context that is not there", `${HEAD}${CONTEXTS}current-context: nope\n${TAIL}`],
  ["a context twice", `${HEAD}${CONTEXTS}- context: {namespace: second}\n  name: dev\ncurrent-context: dev\n${TAIL}`],
  ["a number as the namespace", `${HEAD}contexts:\n- name: dev\n  context: {namespace: 123}\ncurrent-context: dev\n`],
  ["a number as the context", `${HEAD}contexts:\n- name: 1\n  context: {namespace: one}\ncurrent-context: 1\n`],
  [
    "a word of YAML 1.1 as the namespace",
    `${HEAD}contexts:\n- name: dev\n  context: {namespace: on}\ncurrent-context: dev\n`,
  ],
  ["a null namespace", `${HEAD}contexts:\n- name: dev\n  context: {namespace: ~}\ncurrent-context: dev\n`],
  ["a context that is null", `${HEAD}contexts:\n- name: dev\n  context:\ncurrent-context: dev\n`],
  ["contexts that are null", `${HEAD}contexts:\ncurrent-context: dev\n`],
  [
    "a block that speaks of another namespace",
    `${HEAD}users:\n- name: u\n  user:\n    token: |\n      current-context: x\n      namespace: y\n${CONTEXTS}current-context: dev\n`,
  ],
  [
    "the namespace in an extension too",
    `${HEAD}contexts:\n- context:\n    extensions:\n    - extension:\n        namespace: wrong\n      name: e\n    namespace: dev-space\n  name: dev\ncurrent-context: dev\n`,
  ],
  ["keys with capital letters", `Contexts:\n- Name: dev\n  Context: {Namespace: dev-space}\nCurrent-Context: dev\n`],
  [
    "a folded namespace",
    `${HEAD}contexts:\n- name: dev\n  context:\n    namespace: >-\n      dev-space\ncurrent-context: dev\n`,
  ],
  ["tabs for indentation", `contexts:\n-\tname: dev\n`],
];

/** How the text of a kubeconfig is read. */
export const KUBECONFIG_TEXT_CASES: readonly HelmCase[] = WRITINGS.map(([what, text]) => ({
  name: `kubeconfig text: ${what}`,
  args: ["p"],
  files: { "k.yaml": text },
  env: { KUBECONFIG: "@ROOT@/k.yaml" },
}));
