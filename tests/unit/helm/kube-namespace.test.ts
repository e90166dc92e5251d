import { describe, expect, test } from "bun:test";
import { resolveHelmSettings, type GlobalFlags } from "../../../src/helm/helm-settings.ts";
import { resolveNamespace } from "../../../src/helm/kube-namespace.ts";
import { createParseCache } from "../../../src/cache/parse-cache.ts";
import type { MemoryEntry } from "../../helpers/memory-files.ts";
import { createMemoryHost } from "../../helpers/memory-host.ts";

interface Case {
  readonly files?: Readonly<Record<string, MemoryEntry>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly flags?: GlobalFlags;
  readonly os?: string;
}

function resolve({ files = {}, env = {}, flags = {}, os = "linux" }: Case): Promise<string> {
  const host = createMemoryHost({ os, files, env: { HOME: "/home/user", USERPROFILE: "C:\\Users\\user", ...env } });
  const cache = createParseCache(host, "/cache", undefined);
  return resolveNamespace(host, resolveHelmSettings(flags, host.environment), cache);
}

/** A kubeconfig with these contexts, each with a namespace of its own (or none, for ""). */
function config(current: string, namespaces: Readonly<Record<string, string>>): string {
  const contexts = Object.entries(namespaces).map(([name, namespace]) => ({ name, context: { namespace } }));
  return JSON.stringify({ "current-context": current, contexts });
}

const POD = {
  files: {
    "/var/run/secrets/kubernetes.io/serviceaccount/token": "t",
    "/var/run/secrets/kubernetes.io/serviceaccount/namespace": "pod-ns\n",
  },
  env: { KUBERNETES_SERVICE_HOST: "10.0.0.1", KUBERNETES_SERVICE_PORT: "443" },
};

describe("resolveNamespace", () => {
  test.each<[string, string, Case]>([
    ["default if nothing is set", "default", {}],
    ["the flag's", "flag", { flags: { namespace: "flag" }, env: { HELM_NAMESPACE: "variable" } }],
    ["that of HELM_NAMESPACE", "variable", { env: { HELM_NAMESPACE: "variable" } }],
    [
      "the current context's, from the home folder",
      "a",
      { files: { "/home/user/.kube/config": config("x", { x: "a" }) } },
    ],
    ["default for a context without one", "default", { files: { "/home/user/.kube/config": config("x", { x: "" }) } }],
    [
      "default for a context that does not exist",
      "default",
      { files: { "/home/user/.kube/config": config("x", { y: "a" }) } },
    ],
    ["default if no context is current", "default", { files: { "/home/user/.kube/config": config("", { y: "a" }) } }],
    [
      "default for a context named like a member of every object",
      "default",
      { files: { "/home/user/.kube/config": config("constructor", {}) } },
    ],
  ])("returns %s", async (_title, expected, given) => {
    expect(await resolve(given)).toBe(expected);
  });

  test("uses the context that the flag names, or HELM_KUBECONTEXT", async () => {
    const files = { "/home/user/.kube/config": config("x", { x: "a", y: "b", z: "c" }) };
    expect(await resolve({ files, flags: { kubeContext: "y" } })).toBe("b");
    expect(await resolve({ files, env: { HELM_KUBECONTEXT: "z" } })).toBe("c");
    expect(await resolve({ files, env: { HELM_KUBECONTEXT: "z" }, flags: { kubeContext: "y" } })).toBe("b");
  });

  test("finds the home folder's file on Windows", async () => {
    const files = { "C:\\Users\\user\\.kube\\config": config("x", { x: "a" }) };
    expect(await resolve({ os: "windows", files })).toBe("a");
  });

  test("uses the first file of a KUBECONFIG list that sets a value, and skips missing and empty elements", async () => {
    const files = {
      "/1": config("", { x: "first" }),
      "/2": config("x", { x: "second", y: "other" }),
      "/home/user/.kube/config": config("x", { x: "home" }),
    };
    expect(await resolve({ files, env: { KUBECONFIG: "/none::/1:/2:" } })).toBe("first");
    expect(await resolve({ files, env: { KUBECONFIG: "/2:/1" } })).toBe("second");
    expect(await resolve({ files, env: { KUBECONFIG: "/1:/2" }, flags: { kubeContext: "y" } })).toBe("other");
    expect(await resolve({ files, env: { KUBECONFIG: "/none" } })).toBe("default");
    expect(await resolve({ files, env: { KUBECONFIG: "" } })).toBe("home");
  });

  test("splits the list at semicolons on Windows", async () => {
    const files = { "C:\\1": config("", { x: "first" }), "D:\\2": config("x", {}) };
    expect(await resolve({ os: "windows", files, env: { KUBECONFIG: "C:\\1;D:\\2" } })).toBe("first");
  });

  test("uses only the flag's file, which is not a list", async () => {
    const files = { "/1": config("x", { x: "first" }), "/2": config("x", { x: "second" }) };
    expect(await resolve({ files, flags: { kubeconfig: "/2" }, env: { KUBECONFIG: "/1" } })).toBe("second");
    expect(await resolve({ files, flags: { kubeconfig: "/1:/2" } })).toBe("default");
  });

  test.each<[string, MemoryEntry]>([
    ["no YAML", "{"],
    ["a folder", { kind: "directory" }],
    ["unreadable", { kind: "denied" }],
    ["in a cycle of links", { kind: "link", target: "bad" }],
  ])("returns default if a file of the list is %s, regardless of the others", async (_title, entry) => {
    const files = { "/bad": entry, "/good": config("x", { x: "good" }) };
    expect(await resolve({ files, env: { KUBECONFIG: "/good:/bad" } })).toBe("default");
  });

  test("returns default if a path of the list leads through a file, but skips one through a missing folder", async () => {
    const files = { "/good": config("x", { x: "good" }) };
    expect(await resolve({ files, env: { KUBECONFIG: "/good/x:/good" } })).toBe("default");
    expect(await resolve({ files, env: { KUBECONFIG: "/good:/good/x/y" } })).toBe("default");
    expect(await resolve({ files, env: { KUBECONFIG: "/none/x:/good" } })).toBe("good");
  });

  test("uses the current context of the first file in the list that names one", async () => {
    const files = { "/none": config("", {}), "/a": config("a", { a: "of-a" }), "/b": config("b", { b: "of-b" }) };
    expect(await resolve({ files, env: { KUBECONFIG: "/none:/a:/b" } })).toBe("of-a");
    expect(await resolve({ files, env: { KUBECONFIG: "/b:/a" } })).toBe("of-b");
  });

  test("treats a pipe or a device as empty, because reading it would take the text away from the plugin", async () => {
    const files = { "/dev/fd/63": { kind: "other" }, "/good": config("x", { x: "good" }) } as const;
    expect(await resolve({ files, flags: { kubeconfig: "/dev/fd/63" } })).toBe("default");
    expect(await resolve({ files, env: { KUBECONFIG: "/dev/fd/63:/good" } })).toBe("good");
  });

  describe("if client-go cannot use the context's cluster or user", () => {
    const home = "/home/user/.kube/config";
    const one = (cluster: object, user: object): string =>
      JSON.stringify({
        "current-context": "x",
        contexts: [{ name: "x", context: { namespace: "a", cluster: "c", user: "u" } }],
        clusters: [{ name: "c", cluster }],
        users: [{ name: "u", user }],
      });
    const authority = { "certificate-authority": "ca.pem" };
    const pair = { "client-certificate": "c.pem", "client-key": "/keys/k.pem" };

    test.each<[string, string, Case]>([
      [
        "a if all files exist",
        "a",
        {
          files: {
            [home]: one(authority, pair),
            "/home/user/.kube/ca.pem": "",
            "/home/user/.kube/c.pem": "",
            "/keys/k.pem": "",
          },
        },
      ],
      [
        "a for an authority that is a folder",
        "a",
        { files: { [home]: one(authority, {}), "/home/user/.kube/ca.pem": { kind: "directory" } } },
      ],
      ["default for an authority that is missing", "default", { files: { [home]: one(authority, {}) } }],
      [
        "default for an authority that may not be read",
        "default",
        { files: { [home]: one(authority, {}), "/home/user/.kube/ca.pem": { kind: "denied" } } },
      ],
      [
        "default for a key that is missing",
        "default",
        { files: { [home]: one({}, pair), "/home/user/.kube/c.pem": "" } },
      ],
      ["default for a bad proxy", "default", { files: { [home]: one({ "proxy-url": "x" }, {}) } }],
      [
        "default for a user that impersonates only a group",
        "default",
        { files: { [home]: one({}, { "as-groups": ["g"] }) } },
      ],
      [
        "a if the flag names the user to impersonate",
        "a",
        { files: { [home]: one({}, { "as-groups": ["g"] }) }, flags: { kubeAsUser: "n" } },
      ],
      [
        "default if the flag names only a group",
        "default",
        { files: { [home]: one({}, {}) }, flags: { kubeAsGroups: ["g"] } },
      ],
      [
        "default if the flag's token conflicts with a password",
        "default",
        { files: { [home]: one({}, { password: "p" }) }, flags: { kubeToken: "t" } },
      ],
      [
        "default if the flag's authority is missing",
        "default",
        { files: { [home]: one({}, {}) }, flags: { kubeCaFile: "none", kubeInsecureSkipTlsVerify: true } },
      ],
      [
        "a if the flag's authority replaces a missing one",
        "a",
        { files: { [home]: one(authority, {}), "/ca": "" }, flags: { kubeCaFile: "/ca" } },
      ],
      [
        "a if no check is requested",
        "a",
        { files: { [home]: one(authority, {}) }, flags: { kubeInsecureSkipTlsVerify: true } },
      ],
      ["default in a pod too", "default", { ...POD, files: { ...POD.files, [home]: one(authority, {}) } }],
      ["the flag's in any case", "own", { files: { [home]: one(authority, {}) }, flags: { namespace: "own" } }],
    ])("returns %s", async (_title, expected, given) => {
      expect(await resolve(given)).toBe(expected);
    });

    test("resolves paths from the folder of the file that contains the entry", async () => {
      const files = {
        "/1/config": one({ "certificate-authority": "x" }, {}),
        "/1/x": "",
        "/2/config": one({}, { "client-certificate": "y", "client-key": "y" }),
        "/2/y": "",
      };
      expect(await resolve({ files, env: { KUBECONFIG: "/1/config:/2/config" } })).toBe("a");
      expect(await resolve({ files, env: { KUBECONFIG: "/2/config" } })).toBe("a");
      expect(
        await resolve({
          files: { ...files, "/3/config": files["/1/config"] },
          env: { KUBECONFIG: "/3/config:/1/config" },
        }),
      ).toBe("default");
    });

    test("does so on Windows", async () => {
      const files = { "C:\\Users\\user\\.kube\\config": one(authority, {}), "C:\\Users\\user\\.kube\\CA.pem": "" };
      expect(await resolve({ os: "windows", files })).toBe("a");
    });
  });

  describe("inside of a pod", () => {
    test.each<[string, string, Case]>([
      ["the service account's", "pod-ns", POD],
      ["that of POD_NAMESPACE", "named", { ...POD, env: { ...POD.env, POD_NAMESPACE: "named" } }],
      [
        "that of a kubeconfig first",
        "a",
        { ...POD, files: { ...POD.files, "/home/user/.kube/config": config("x", { x: "a" }) } },
      ],
      [
        "the service account's if the kubeconfig names none",
        "pod-ns",
        { ...POD, files: { ...POD.files, "/home/user/.kube/config": config("x", { x: "" }) } },
      ],
      [
        "default if the current context is missing",
        "default",
        { ...POD, files: { ...POD.files, "/home/user/.kube/config": config("x", {}) } },
      ],
      ["default without a token", "default", { env: POD.env }],
      ["default without the API server's address", "default", { files: POD.files }],
      ["default without the API server's host", "default", { ...POD, env: { KUBERNETES_SERVICE_PORT: "443" } }],
      ["default without the API server's port", "default", { ...POD, env: { KUBERNETES_SERVICE_HOST: "10.0.0.1" } }],
      ["default if the host is empty", "default", { ...POD, env: { ...POD.env, KUBERNETES_SERVICE_HOST: "" } }],
      ["default if the port is empty", "default", { ...POD, env: { ...POD.env, KUBERNETES_SERVICE_PORT: "" } }],
      ["default if the flag's kubeconfig is missing", "default", { ...POD, flags: { kubeconfig: "/none" } }],
      [
        "default if a kubeconfig cannot be used",
        "default",
        { ...POD, files: { ...POD.files, "/home/user/.kube/config": "{" } },
      ],
    ])("returns %s", async (_title, expected, given) => {
      expect(await resolve(given)).toBe(expected);
    });
  });
});
