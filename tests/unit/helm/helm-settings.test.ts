import { describe, expect, test } from "bun:test";
import {
  parseGoBool,
  resolveHelmSettings,
  type GlobalFlags,
  type HelmSettings,
} from "../../../src/helm/helm-settings.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

function resolve(env: Record<string, string> = {}, flags: GlobalFlags = {}): HelmSettings {
  return resolveHelmSettings(flags, createMemoryHost({ env }).environment);
}

describe("resolveHelmSettings", () => {
  test("has Helm's defaults if nothing is set", () => {
    expect(resolve()).toEqual({
      debug: false,
      kubeContext: "",
      namespace: "",
      kubeconfig: "",
      kubeApiserver: "",
      kubeToken: "",
      kubeAsUser: "",
      kubeAsGroups: [],
      kubeCaFile: "",
      kubeInsecureSkipTlsVerify: false,
      kubeTlsServerName: "",
      maxHistory: 10n,
      burstLimit: 100n,
      qps: 0,
    });
  });

  test.each([
    ["HELM_NAMESPACE", "namespace"],
    ["HELM_KUBECONTEXT", "kubeContext"],
    ["HELM_KUBEAPISERVER", "kubeApiserver"],
    ["HELM_KUBETOKEN", "kubeToken"],
    ["HELM_KUBEASUSER", "kubeAsUser"],
    ["HELM_KUBECAFILE", "kubeCaFile"],
    ["HELM_KUBETLS_SERVER_NAME", "kubeTlsServerName"],
  ] as const)("uses %s, and the flag before it, even an empty one", (variable, field) => {
    const env = { [variable]: "from variable" };
    expect(resolve(env)[field]).toBe("from variable");
    expect(resolve(env, { [field]: "from flag" })[field]).toBe("from flag");
    expect(resolve(env, { [field]: "" })[field]).toBe("");
  });

  test.each([
    ["HELM_MAX_HISTORY", "maxHistory", "7", 7n],
    ["HELM_BURST_LIMIT", "burstLimit", "-1", -1n],
    ["HELM_QPS", "qps", "1.5", 1.5],
    ["HELM_DEBUG", "debug", "1", true],
    ["HELM_KUBEINSECURE_SKIP_TLS_VERIFY", "kubeInsecureSkipTlsVerify", "T", true],
  ] as const)("parses %s, and uses the default for an invalid value", (variable, field, text, value) => {
    expect(resolve({ [variable]: text })[field]).toBe(value);
    for (const odd of ["", " 1", "x", "yes"]) expect(resolve({ [variable]: odd })[field]).toBe(resolve()[field]);
  });

  test("does not treat KUBECONFIG as the flag", () => {
    expect(resolve({ KUBECONFIG: "/k" }).kubeconfig).toBe("");
    expect(resolve({ KUBECONFIG: "/k" }, { kubeconfig: "/f" }).kubeconfig).toBe("/f");
  });

  test("splits groups at commas", () => {
    expect(resolve({ HELM_KUBEASGROUPS: "a, b ,c" }).kubeAsGroups).toEqual(["a", "b", "c"]);
    expect(resolve({ HELM_KUBEASGROUPS: "" }).kubeAsGroups).toEqual([]);
    expect(resolve({ HELM_KUBEASGROUPS: "a" }, { kubeAsGroups: ["x", "y"] }).kubeAsGroups).toEqual(["x", "y"]);
  });
});

describe("parseGoBool", () => {
  test.each(["1", "t", "T", "TRUE", "true", "True"])("reads %j as true", (text) => {
    expect(parseGoBool(text)).toBe(true);
  });
  test.each(["0", "f", "F", "FALSE", "false", "False"])("reads %j as false", (text) => {
    expect(parseGoBool(text)).toBe(false);
  });
  test.each(["", "tRUE", "yes", "on", "2", "true "])("reads %j as neither", (text) => {
    expect(parseGoBool(text)).toBeUndefined();
  });
});
