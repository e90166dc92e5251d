import { describe, expect, test } from "bun:test";
import { parseKubeconfig } from "../../../src/helm/kubeconfig.ts";

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
  user: {token: secret-token}
`;

describe("parseKubeconfig", () => {
  test("answers the current context and every context's namespace", () => {
    expect(parseKubeconfig(TWO)).toEqual({ currentContext: "dev", namespaces: { dev: "team-a", bare: "" } });
  });

  test("keeps nothing else of the text, since it may be secret", () => {
    expect(JSON.stringify(parseKubeconfig(TWO))).not.toContain("secret");
  });

  test("reads JSON", () => {
    const json = { contexts: [{ name: "c", context: { namespace: "n" } }], "current-context": "c" };
    expect(parseKubeconfig(JSON.stringify(json))).toEqual({ currentContext: "c", namespaces: { c: "n" } });
  });

  test.each(["", "\n", "# nothing\n", "null\n"])("takes %j for an empty file", (text) => {
    expect(parseKubeconfig(text)).toEqual({ currentContext: "", namespaces: {} });
  });

  test.each([
    ["kind: Config", { currentContext: "", namespaces: {} }],
    ["contexts:", { currentContext: "", namespaces: {} }],
    ["contexts: []", { currentContext: "", namespaces: {} }],
    ["current-context:", { currentContext: "", namespaces: {} }],
    ["contexts: [{name: c}]", { currentContext: "", namespaces: { c: "" } }],
    ["contexts: [{name: c, context: {namespace: }}]", { currentContext: "", namespaces: { c: "" } }],
  ])("reads %j", (text, expected) => {
    expect(parseKubeconfig(text)).toEqual(expected);
  });

  test.each([
    "- a list",
    "a sentence",
    "contexts: {a: b}",
    "current-context: [x]",
    "contexts: [{name: c, context: {namespace: 5}}]",
    'a: "unclosed',
    "{",
    "\tcontexts: []",
  ])("refuses %j", (text) => {
    expect(parseKubeconfig(text)).toBeUndefined();
  });
});
