import type { HelmCase } from "../helm-case.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A kubeconfig whose current context has the namespace "dev-space", with this user, this cluster and these root fields. */
function config(user: Fields, cluster: Fields, root: Fields = {}): string {
  return JSON.stringify({
    "current-context": "dev",
    contexts: [{ name: "dev", context: { cluster: "c", user: "u", namespace: "dev-space" } }],
    clusters: [{ name: "c", cluster }],
    users: [{ name: "u", user }],
    ...root,
  });
}

const SERVER: Fields = { server: "https://c.example" };
const BASE64 = "cGVt";
const EXEC: Fields = { apiVersion: "client.authentication.k8s.io/v1", command: "x", interactiveMode: "Never" };

const USERS: readonly (readonly [what: string, user: Fields])[] = [
  ["nothing", {}],
  ["a token", { token: "t" }],
  ["a token and a user's name", { token: "t", username: "n" }],
  ["a token and a password", { token: "t", password: "p" }],
  ["a user's name and a password", { username: "n", password: "p" }],
  ["a file with a token that is missing", { tokenFile: "none" }],
  ["a certificate and a key, as data", { "client-certificate-data": BASE64, "client-key-data": BASE64 }],
  ["a certificate and a key, in files", { "client-certificate": "there.pem", "client-key": "there.pem" }],
  ["a certificate without a key", { "client-certificate-data": BASE64 }],
  ["a certificate with an empty key", { "client-certificate-data": BASE64, "client-key-data": "" }],
  ["a key without a certificate", { "client-key": "none.pem" }],
  ["a certificate's file that is missing", { "client-certificate": "none.pem", "client-key-data": BASE64 }],
  ["a key's file that is missing", { "client-certificate-data": BASE64, "client-key": "none.pem" }],
  [
    "a certificate as file and as data",
    { "client-certificate": "there.pem", "client-certificate-data": BASE64, "client-key-data": BASE64 },
  ],
  [
    "a key as file and as data",
    { "client-certificate-data": BASE64, "client-key": "there.pem", "client-key-data": BASE64 },
  ],
  ["a key as file and as data, without a certificate", { "client-key": "there.pem", "client-key-data": BASE64 }],
  ["a certificate that is not base64", { "client-certificate-data": "?", "client-key-data": BASE64 }],
  ["a key that is not base64", { "client-key-data": "YQ" }],
  ["a group to act as, and no user", { "as-groups": ["g"] }],
  ["no group to act as", { "as-groups": [] }],
  ["an identity to act as, and no user", { "as-uid": "1" }],
  ["more to act as, and no user", { "as-user-extra": { a: ["b"] } }],
  ["nothing more to act as", { "as-user-extra": {} }],
  ["a user to act as", { as: "n", "as-uid": "1", "as-groups": ["g"], "as-user-extra": { a: ["b"] } }],
  ["a program", { exec: EXEC }],
  ["a program and a token", { exec: EXEC, token: "t" }],
  ["a program that is null", { exec: null }],
  ["a program without a command", { exec: { ...EXEC, command: "" } }],
  ["a program that is missing", { exec: { ...EXEC, command: "./none" } }],
  ["a program without an apiVersion", { exec: { ...EXEC, apiVersion: undefined } }],
  ["a program without an interactiveMode", { exec: { ...EXEC, interactiveMode: undefined } }],
  [
    "a program of v1beta1 without an interactiveMode",
    { exec: { ...EXEC, apiVersion: "client.authentication.k8s.io/v1beta1", interactiveMode: undefined } },
  ],
  [
    "a program of v1alpha1 without an interactiveMode",
    { exec: { ...EXEC, apiVersion: "client.authentication.k8s.io/v1alpha1", interactiveMode: undefined } },
  ],
  ["a program with another interactiveMode", { exec: { ...EXEC, interactiveMode: "never" } }],
  ["a program with a variable", { exec: { ...EXEC, env: [{ name: "N", value: "" }] } }],
  ["a program with a variable without a name", { exec: { ...EXEC, env: [{ value: "v" }] } }],
  ["a program with args that are no texts", { exec: { ...EXEC, args: [1] } }],
  ["a program and a provider", { exec: EXEC, "auth-provider": { name: "p" } }],
  ["a provider", { "auth-provider": { name: "p", config: { a: "b" } } }],
  ["a provider whose config is no text", { "auth-provider": { name: "p", config: { a: 1 } } }],
  ["a number as the password", { username: "n", password: 1 }],
  ["an unknown field", { unknown: 1 }],
];

const CLUSTERS: readonly (readonly [what: string, cluster: Fields])[] = [
  ["nothing", {}],
  ["no server", { "insecure-skip-tls-verify": true }],
  ["a server that is no address", { server: "::" }],
  ["an authority's file", { ...SERVER, "certificate-authority": "there.pem" }],
  ["an authority's file by its whole path", { ...SERVER, "certificate-authority": "@ROOT@/kube/there.pem" }],
  ["an authority's file that is missing", { ...SERVER, "certificate-authority": "none.pem" }],
  ["an authority's file in the working folder", { ...SERVER, "certificate-authority": "here.pem" }],
  ["an authority's file in a folder that is left again", { ...SERVER, "certificate-authority": "none/../there.pem" }],
  ["an authority's file that is a folder", { ...SERVER, "certificate-authority": "folder" }],
  ["an authority's file that is a link to nothing", { ...SERVER, "certificate-authority": "dangling.pem" }],
  ["an authority's file below a file", { ...SERVER, "certificate-authority": "there.pem/x" }],
  [
    "an authority's file that is missing, and no check",
    { ...SERVER, "certificate-authority": "none.pem", "insecure-skip-tls-verify": true },
  ],
  ["an authority as data", { ...SERVER, "certificate-authority-data": BASE64 }],
  [
    "an authority as file and as data",
    { ...SERVER, "certificate-authority": "there.pem", "certificate-authority-data": BASE64 },
  ],
  [
    "an authority as file and as empty data",
    { ...SERVER, "certificate-authority": "there.pem", "certificate-authority-data": "" },
  ],
  ["data that is not base64", { ...SERVER, "certificate-authority-data": "not base64" }],
  ["data without its padding", { ...SERVER, "certificate-authority-data": "YQ" }],
  ["data with line breaks", { ...SERVER, "certificate-authority-data": "cG\r\nVt\n" }],
  ["data as numbers", { ...SERVER, "certificate-authority-data": [1, 255] }],
  ["data as numbers that are too large", { ...SERVER, "certificate-authority-data": [256] }],
  ["a text as the switch", { ...SERVER, "insecure-skip-tls-verify": "true" }],
  ["a number as the server", { server: 1 }],
  ["extensions", { ...SERVER, extensions: [{ name: "a", extension: { b: 1 } }, { name: "c" }] }],
  [
    "two extensions of one name",
    {
      ...SERVER,
      extensions: [
        { name: "a", extension: 1 },
        { name: "a", extension: 2 },
      ],
    },
  ],
  ["two extensions of one name that hold nothing", { ...SERVER, extensions: [{ name: "a" }, { name: "a" }] }],
];

/** More of them are in the unit tests of isProxyUrl. */
const PROXIES: readonly string[] = [
  "",
  "http://user:p%40ss@proxy.example:3128/a b",
  "HTTPS://[::1]",
  "socks5h://127.0.0.1:1080",
  "proxy.example:3128",
  "http://a b",
  "http://proxy.example:x",
  "http://proxy.example/%zz",
];

interface RootCase {
  readonly what: string;
  readonly user?: Fields;
  readonly cluster?: Fields;
  readonly root?: Fields;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const context = (fields: Fields): Fields => ({
  contexts: [{ name: "dev", context: { namespace: "dev-space", ...fields } }],
});
const users = (...entries: readonly unknown[]): Fields => ({ users: entries });
const clusters = (...entries: readonly unknown[]): Fields => ({ clusters: entries });

const ROOTS: readonly RootCase[] = [
  { what: "a context that names neither", root: context({}) },
  { what: "a context whose cluster is missing", root: context({ cluster: "none", user: "u" }) },
  { what: "a context whose user is missing", root: context({ cluster: "c", user: "none" }) },
  { what: "a number as the context's user", root: context({ cluster: "c", user: 1 }) },
  { what: "another user that is unusable", root: users({ name: "other", user: { "as-uid": "1" } }, { name: "u" }) },
  { what: "another user that cannot be read", root: users({ name: "other", user: { token: 1 } }, { name: "u" }) },
  { what: "a user twice", root: users({ name: "u" }, { name: "u" }) },
  { what: "a user that is null", root: users({ name: "u", user: null }) },
  {
    what: "a user without a name for a context without a user",
    root: { ...context({}), ...users({ user: { "as-uid": "1" } }) },
  },
  { what: "users that are a map", root: { users: { u: {} } } },
  { what: "users that are null", root: { users: null } },
  { what: "an entry of users that is null", root: users(null) },
  { what: "two entries of users that are null", root: users(null, null) },
  { what: "an entry of contexts that is null", root: { contexts: [null] } },
  { what: "a cluster twice", root: clusters({ name: "c" }, { name: "c" }) },
  { what: "another cluster that is unusable", root: clusters({ name: "o", cluster: { "proxy-url": "x" } }) },
  { what: "another cluster that cannot be read", root: clusters({ name: "o", cluster: { server: [] } }) },
  { what: "the apiVersion v1", root: { apiVersion: "v1", kind: "Config" } },
  { what: "the apiVersion v2", root: { apiVersion: "v2", kind: "Config" } },
  { what: "the apiVersion v2 without a kind", root: { apiVersion: "v2" } },
  { what: "an apiVersion with a group", root: { apiVersion: "config.k8s.io/v1", kind: "Config" } },
  { what: "an apiVersion that is a number", root: { apiVersion: 1, kind: "Config" } },
  { what: "an empty apiVersion and kind", root: { apiVersion: "", kind: "" } },
  { what: "preferences", root: { preferences: { colors: true } } },
  { what: "preferences that are a text", root: { preferences: "x" } },
  { what: "preferences of another kind", root: { preferences: { colors: "x" } } },
  { what: "extensions that are a map", root: { extensions: {} } },
  { what: "--kube-token beside a token", user: { token: "t" }, args: ["--kube-token", "x"] },
  { what: "--kube-token beside a password", user: { password: "p" }, args: ["--kube-token", "x"] },
  { what: "an empty --kube-token beside a password", user: { password: "p" }, args: ["--kube-token="] },
  { what: "HELM_KUBETOKEN beside a user's name", user: { username: "n" }, env: { HELM_KUBETOKEN: "x" } },
  { what: "--kube-as-group alone", args: ["--kube-as-group", "g"] },
  { what: "--kube-as-group for a user to act as", user: { as: "n" }, args: ["--kube-as-group", "g"] },
  { what: "--kube-as-group and --kube-as-user", args: ["--kube-as-group", "g", "--kube-as-user", "n"] },
  { what: "--kube-as-user for groups", user: { "as-groups": ["g"] }, args: ["--kube-as-user", "n"] },
  { what: "HELM_KUBEASGROUPS alone", env: { HELM_KUBEASGROUPS: "g" } },
  { what: "HELM_KUBEASGROUPS is empty", env: { HELM_KUBEASGROUPS: "" } },
  { what: "--kube-ca-file that is missing", args: ["--kube-ca-file", "none.pem"] },
  { what: "--kube-ca-file in the working folder", args: ["--kube-ca-file", "here.pem"] },
  { what: "--kube-ca-file beside the kubeconfig", args: ["--kube-ca-file", "there.pem"] },
  {
    what: "--kube-ca-file instead of one that is missing",
    cluster: { ...SERVER, "certificate-authority": "none.pem" },
    args: ["--kube-ca-file", "here.pem"],
  },
  {
    what: "--kube-ca-file instead of data",
    cluster: { ...SERVER, "certificate-authority-data": BASE64 },
    args: ["--kube-ca-file", "here.pem"],
  },
  {
    what: "--kube-insecure-skip-tls-verify instead of a file that is missing",
    cluster: { ...SERVER, "certificate-authority": "none.pem" },
    args: ["--kube-insecure-skip-tls-verify"],
  },
  {
    what: "--kube-insecure-skip-tls-verify and a --kube-ca-file that is missing",
    args: ["--kube-ca-file", "none.pem", "--kube-insecure-skip-tls-verify"],
  },
  { what: "--kube-apiserver for a cluster without one", cluster: {}, args: ["--kube-apiserver", "::"] },
  { what: "an unusable user, and -n", user: { "as-uid": "1" }, args: ["-n", "own"] },
  { what: "KUBERNETES_MASTER", cluster: {}, env: { KUBERNETES_MASTER: "" } },
];

const FILES = { "kube/there.pem": "", "kube/folder/x": "", "work/here.pem": "" };
const LINKS = { "kube/dangling.pem": "none.pem" };

const single = (name: string, text: string, more: Partial<HelmCase> = {}): HelmCase => ({
  args: ["p"],
  links: LINKS,
  ...more,
  name: `usable: ${name}`,
  files: { ...FILES, "kube/config": text },
  env: { KUBECONFIG: "@ROOT@/kube/config", ...more.env },
});

const LISTS: readonly HelmCase[] = [
  {
    name: "usable: a list, the user of the first file counts",
    args: ["p"],
    files: { one: config({}, {}), two: config({ "as-uid": "1" }, { "proxy-url": "x" }) },
    env: { KUBECONFIG: "@ROOT@/one:@ROOT@/two" },
  },
  {
    name: "usable: a list, the unusable user of the first file counts",
    args: ["p"],
    files: { one: config({ "as-uid": "1" }, {}, { contexts: [] }), two: config({}, {}) },
    env: { KUBECONFIG: "@ROOT@/one:@ROOT@/two" },
  },
  {
    name: "usable: a list, paths begin at the folder of their own file",
    args: ["p"],
    files: {
      "a/config": config({}, { "certificate-authority": "x.pem" }, { contexts: [], users: [] }),
      "a/x.pem": "",
      "b/config": config({ "client-certificate": "y.pem", "client-key": "y.pem" }, {}),
      "b/y.pem": "",
    },
    env: { KUBECONFIG: "@ROOT@/a/config:@ROOT@/b/config" },
  },
  {
    name: "usable: a relative kubeconfig's paths",
    args: ["p", "--kubeconfig", "../kube/config"],
    files: { ...FILES, "kube/config": config({}, { "certificate-authority": "there.pem" }) },
  },
];

/** YAML that is text to Go and another type to other readers. */
const TEXTS: readonly (readonly [what: string, password: string])[] = [
  ["a date", "2024-01-01"],
  ["a moment", "2024-01-01T10:00:00Z"],
  ["digits with colons", "12:34:56"],
  ["digits with colons and a point", "12:34.5"],
  ["digits", "123"],
  ["digits with underscores", "1_000"],
  ["digits with an exponent", "1e5"],
  ["a word of YAML 1.1", "on"],
  ["a tag of text", "!!str 1"],
  ["a tag of bytes", "!!binary cGVt"],
];

/** Whether client-go can use the current user and cluster: if it cannot, Helm uses "default". */
export const KUBECONFIG_USABLE_CASES: readonly HelmCase[] = [
  ...USERS.map(([what, user]) => single(`user: ${what}`, config(user, SERVER))),
  ...CLUSTERS.map(([what, cluster]) => single(`cluster: ${what}`, config({}, cluster))),
  ...PROXIES.map((url) => single(`proxy-url ${JSON.stringify(url)}`, config({}, { ...SERVER, "proxy-url": url }))),
  ...ROOTS.map(({ what, user = {}, cluster = SERVER, root = {}, args = [], env = {} }) =>
    single(what, config(user, cluster, root), { args: ["p", ...args], env }),
  ),
  ...LISTS,
  ...TEXTS.map(([what, password]) =>
    single(
      `${what} as a password`,
      `current-context: dev\ncontexts:\n- name: dev\n  context: {user: u, namespace: dev-space}\nusers:\n- name: u\n  user:\n    password: ${password}\n`,
    ),
  ),
];
