import { describe, expect, test } from "bun:test";
import { parseKubeconfig } from "../../../src/helm/kubeconfig.ts";
import type { KubeconfigSummary } from "../../../src/helm/kubeconfig-summary.ts";

const NOTHING = { currentContext: "", contexts: {}, clusters: {}, users: {} };
const BARE = { namespace: "", cluster: "", user: "" };

function parse(text: string): KubeconfigSummary | undefined {
  return parseKubeconfig(new TextEncoder().encode(text));
}

const TWO = `apiVersion: v1
kind: Config
current-context: dev
contexts:
- name: dev
  context: {cluster: c, user: u, namespace: team-a}
- name: bare
  context: {cluster: c, user: u}
users:
- name: u
  user: {token: secret-token, username: secret-name, as: secret-user, client-key: key.pem, client-certificate-data: c2VjcmV0}
clusters:
- name: c
  cluster: {server: https://secret.example, certificate-authority: ca.pem, proxy-url: "http://:secret@p"}
`;

describe("parseKubeconfig", () => {
  test("returns the current context, and the parts of contexts, clusters and users that decide the namespace", () => {
    expect(parse(TWO)).toStrictEqual({
      currentContext: "dev",
      contexts: {
        dev: { namespace: "team-a", cluster: "c", user: "u" },
        bare: { namespace: "", cluster: "c", user: "u" },
      },
      clusters: { c: { authority: "ca.pem" } },
      users: { u: { files: ["key.pem"], hasToken: true, hasPassword: true, actsAsUser: true } },
    });
  });

  test("stores nothing else from the text, since it may be secret", () => {
    expect(JSON.stringify(parse(TWO))).not.toContain("secret");
  });

  test("reads JSON", () => {
    const json = { contexts: [{ name: "c", context: { namespace: "n" } }], "current-context": "c" };
    expect(parse(JSON.stringify(json))).toStrictEqual({
      ...NOTHING,
      currentContext: "c",
      contexts: { c: { ...BARE, namespace: "n" } },
    });
  });

  test.each(["", "\n", "# nothing\n", "null\n"])("treats %j as an empty file", (text) => {
    expect(parse(text)).toStrictEqual(NOTHING);
  });

  test.each<[string, KubeconfigSummary]>([
    ["kind: Config", NOTHING],
    ["contexts:", NOTHING],
    ["extensions: [{name: e, extension: {a: [1, true]}}]", NOTHING],
    ["contexts: []", NOTHING],
    ["current-context:", NOTHING],
    ["contexts: [{name: c}]", { ...NOTHING, contexts: { c: BARE } }],
    ["contexts: [{name: c, context: {namespace: }}]", { ...NOTHING, contexts: { c: BARE } }],
    ["contexts: [null]", { ...NOTHING, contexts: { "": BARE } }],
    ["contexts: [{name: __proto__}]", { ...NOTHING, contexts: { ["__proto__"]: BARE } }],
    ["users: [{name: u, user: {exec: null, as-groups: [], client-key: k}}]", { ...NOTHING, users: { u: {} } }],
    ["users: [{name: u, user: {password: 2024-01-01}}]", { ...NOTHING, users: { u: { hasPassword: true } } }],
    ["users: [{name: u, user: {password: 12:34}}]", { ...NOTHING, users: { u: { hasPassword: true } } }],
    ["users: [{name: u, user: {as-uid: x}}]", { ...NOTHING, users: { u: { actsAsMore: true } } }],
    [
      "users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: c}}}]",
      { ...NOTHING, users: { u: { isUnusable: true } } },
    ],
    [
      "users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: c}}}]",
      { ...NOTHING, users: { u: {} } },
    ],
    [
      "users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: c, interactiveMode: x}}}]",
      { ...NOTHING, users: { u: { isUnusable: true } } },
    ],
    [
      "users: [{name: u, user: {exec: {apiVersion: client.authentication.k8s.io/v1, command: c, interactiveMode: Never}}}]",
      { ...NOTHING, users: { u: {} } },
    ],
    ["users: [{name: u, user: {exec: {}}}]", { ...NOTHING, users: { u: { isUnusable: true } } }],
    [
      "users: [{name: u, user: {client-certificate: c}}]",
      { ...NOTHING, users: { u: { isUnusable: true, files: ["c"] } } },
    ],
    ["clusters: [{name: c, cluster: {proxy-url: x}}]", { ...NOTHING, clusters: { c: { isUnusable: true } } }],
    [
      "clusters: [{name: c, cluster: {certificate-authority-data: cGVt}}]",
      { ...NOTHING, clusters: { c: { hasAuthorityData: true } } },
    ],
    [
      "clusters: [{name: c, cluster: {certificate-authority-data: [null, 255]}}]",
      { ...NOTHING, clusters: { c: { hasAuthorityData: true } } },
    ],
    ['clusters: [{name: c, cluster: {certificate-authority-data: "\\n"}}]', { ...NOTHING, clusters: { c: {} } }],
  ])("reads %j", (text, expected) => {
    expect(parse(text)).toStrictEqual(expected);
  });

  test.each([
    "- a list",
    "a sentence",
    "contexts: {a: b}",
    "current-context: [x]",
    "contexts: [{name: c, context: {namespace: 5}}]",
    "users: [{name: 5}]",
    "clusters: [{name: [c]}]",
    'a: "unclosed',
    "{",
    "apiVersion: v2",
    "kind: Pod",
    "users: {}",
    "users: [{name: u, user: {token: 1}}]",
    "users: [{name: u, user: {as-user-extra: {a: b}}}]",
    "users: [{name: u}, {name: u}]",
    "clusters: [{name: c, cluster: {certificate-authority-data: '?'}}]",
    "clusters: [{name: c, cluster: {certificate-authority-data: [256]}}]",
    "clusters: [{name: c, cluster: {insecure-skip-tls-verify: 'true'}}]",
    "clusters: [{name: c, cluster: {extensions: [{name: e, extension: 1}, {name: e}]}}]",
    "extensions: [{name: e, extension: 1}, {name: e}]",
    "preferences: {colors: 1}",
    "preferences: {extensions: 1}",
    "\tcontexts: []",
  ])("refuses %j", (text) => {
    expect(parse(text)).toBeUndefined();
  });
});
