import { type HelmCase, legacy } from "../helm-case.ts";

/** Global flags with values that occur nowhere else, so that the environment shows which flag was used. */
const VALUED: readonly (readonly [string, string])[] = [
  ["--kube-context", "ctx"],
  ["--namespace", "space"],
  ["--kubeconfig", "@ROOT@/config"],
  ["--kube-apiserver", "https://api.example"],
  ["--kube-token", "token"],
  ["--kube-as-user", "user"],
  ["--kube-as-group", "group"],
  ["--kube-ca-file", "/ca.pem"],
  ["--registry-config", "/registry.json"],
  ["--repository-cache", "/cache"],
  ["--repository-config", "/repositories.yaml"],
  ["--kube-tls-server-name", "tls.example"],
];

const separate = VALUED.flatMap(([flag, value]) => [flag, value]);
const joined = VALUED.map(([flag, value]) => `${flag}=${value}`);
const interleaved = VALUED.flatMap(([flag, value], index) => [flag, value, `word${index}`]);

/** Each flag alone, so that a flag that is ignored is visible. */
const single: readonly HelmCase[] = VALUED.flatMap(([flag, value]) => [
  { name: `flags: ${flag} VALUE behind the name`, args: ["p", "a", flag, value, "b"] },
  { name: `flags: ${flag}=VALUE behind the name`, args: ["p", "a", `${flag}=${value}`, "b"] },
  { name: `flags: ${flag} VALUE before the name`, args: [flag, value, "p", "a"] },
  { name: `flags: ${flag}=VALUE before the name`, args: [`${flag}=${value}`, "p", "a"] },
]);

const NUMBERS = [
  "x",
  "",
  "1.5",
  "-5",
  "+5",
  "010",
  "0x10",
  "0o10",
  "0b11",
  "1_0",
  "1__0",
  "08",
  "99999999999999999999",
];
const FLOATS = ["1e3", "1e39", "0x1p3", "inf", "-Inf", "NaN", "2.675", "1e25", "-0.001"];

/** Numbers as flags and as variables, which Helm reads in two ways. */
const numbers: readonly HelmCase[] = [
  ...NUMBERS.flatMap((value) => [
    { name: `flags: --burst-limit="${value}"`, args: ["p", `--burst-limit=${value}`] },
    { name: `flags: HELM_BURST_LIMIT is "${value}"`, args: ["p"], env: { HELM_BURST_LIMIT: value } },
    { name: `flags: HELM_MAX_HISTORY is "${value}"`, args: ["p"], env: { HELM_MAX_HISTORY: value } },
  ]),
  ...[...NUMBERS, ...FLOATS].flatMap((value) => [
    { name: `flags: --qps="${value}"`, args: ["p", `--qps=${value}`] },
    { name: `flags: HELM_QPS is "${value}"`, args: ["p"], env: { HELM_QPS: value } },
  ]),
  { name: "flags: --burst-limit x behind the name", args: ["p", "--burst-limit", "x"], env: { HELM_BURST_LIMIT: "7" } },
  { name: "flags: --burst-limit x before the name", args: ["--burst-limit", "x", "p"] },
  { name: "flags: --qps x behind the name", args: ["p", "--qps", "x"], env: { HELM_QPS: "7" } },
  { name: "flags: --qps is the last word", args: ["p", "--qps"], env: { HELM_QPS: "7" } },
  { name: "flags: --debug=x", args: ["p", "--debug=x"], env: { HELM_DEBUG: "1" } },
];

/** Which of Helm's global flags are removed from a plugin's command line, and what they set. */
export const FLAG_CASES: readonly HelmCase[] = [
  ...single,
  ...numbers,
  { name: "flags: all with a value of their own behind the name", args: ["p", ...separate, "end"] },
  { name: "flags: all with = behind the name", args: ["p", ...joined, "end"] },
  { name: "flags: all between other arguments", args: ["p", "first", ...interleaved] },
  { name: "flags: all before the name", args: [...separate, "p", "end"] },
  { name: "flags: -n VALUE behind the name", args: ["p", "a", "-n", "space", "b"] },
  { name: "flags: -n=VALUE behind the name", args: ["p", "a", "-n=space", "b"] },
  { name: "flags: -nVALUE behind the name", args: ["p", "a", "-nspace", "b"] },
  { name: "flags: -n VALUE before the name", args: ["-n", "space", "p", "a"] },
  { name: "flags: -nVALUE before the name", args: ["-nspace", "p", "a"] },
  { name: "flags: -n= behind the name", args: ["p", "a", "-n=", "b"] },
  { name: "flags: -n= before the name", args: ["-n=", "p", "a"] },
  { name: "flags: -n= and HELM_NAMESPACE", args: ["p", "-n="], env: { HELM_NAMESPACE: "own" } },
  { name: "flags: -n== behind the name", args: ["p", "a", "-n==", "b"] },
  { name: "flags: -n and an empty word", args: ["p", "a", "-n", "", "b"] },
  { name: "flags: -n is the last word", args: ["p", "a", "-n"] },
  { name: "flags: --namespace is the last word", args: ["p", "a", "--namespace"] },
  { name: "flags: --namespace= is empty", args: ["p", "--namespace=", "a"] },
  { name: "flags: --namespace before and behind the name", args: ["--namespace", "one", "p", "--namespace", "two"] },
  { name: "flags: a flag's value is a flag", args: ["p", "--namespace", "--debug", "a"] },
  { name: "flags: --debug behind the name", args: ["p", "a", "--debug", "b"] },
  { name: "flags: --debug before the name", args: ["--debug", "p", "a"] },
  { name: "flags: --debug=true behind the name", args: ["p", "--debug=true", "a"] },
  { name: "flags: --debug=false behind the name", args: ["p", "--debug=false", "a"] },
  { name: "flags: --debug=true before the name", args: ["--debug=true", "p", "a"] },
  { name: "flags: -- behind the name", args: ["p", "a", "--", "b"] },
  { name: "flags: -- before --debug", args: ["p", "--", "--debug", "x"] },
  { name: "flags: -- before --namespace", args: ["p", "a", "--", "--namespace", "space", "x"] },
  { name: "flags: -- before the name", args: ["--", "p", "a"], prose: true },
  {
    name: "flags: --kube-insecure-skip-tls-verify behind the name",
    args: ["p", "--kube-insecure-skip-tls-verify", "x", "y"],
  },
  {
    name: "flags: --kube-insecure-skip-tls-verify=true behind the name",
    args: ["p", "--kube-insecure-skip-tls-verify=true", "x"],
  },
  {
    name: "flags: --kube-insecure-skip-tls-verify=false behind the name",
    args: ["p", "--kube-insecure-skip-tls-verify=false", "x"],
  },
  {
    name: "flags: --kube-insecure-skip-tls-verify before the name",
    args: ["--kube-insecure-skip-tls-verify", "p", "x"],
  },
  { name: "flags: --kube-as-group twice", args: ["p", "--kube-as-group", "one", "--kube-as-group=two", "x"] },
  { name: "flags: --kube-as-group with a comma", args: ["p", "--kube-as-group", "one,two"] },
  { name: "flags: --burst-limit VALUE behind the name", args: ["p", "--burst-limit", "7", "x"] },
  { name: "flags: --burst-limit=VALUE before the name", args: ["--burst-limit=7", "p", "x"] },
  { name: "flags: --burst-limit VALUE before the name", args: ["--burst-limit", "7", "p", "x"] },
  { name: "flags: --qps VALUE behind the name", args: ["p", "--qps", "2.5", "x"] },
  { name: "flags: --qps=VALUE before the name", args: ["--qps=2.5", "p", "x"] },
  { name: "flags: --content-cache VALUE behind the name", args: ["p", "--content-cache", "/content", "x"] },
  { name: "flags: --content-cache VALUE before the name", args: ["--content-cache", "/content", "p", "x"] },
  { name: "flags: --color VALUE behind the name", args: ["p", "--color", "never", "x"] },
  { name: "flags: --color=VALUE before the name", args: ["--color=never", "p", "x"] },
  { name: "flags: --color=VALUE with an unknown color", args: ["p", "--color=odd", "x"] },
  { name: "flags: --colour VALUE behind the name", args: ["p", "--colour", "never", "x"] },
  { name: "flags: an unknown flag before the name", args: ["--unknown", "p", "x"], prose: true },
  { name: "flags: an unknown flag with = before the name", args: ["--unknown=1", "p", "x"] },
  {
    name: "flags: a plugin's flag that begins like a global one",
    args: ["p", "--namespaces", "x", "--kube-contexts=y", "--debugging"],
  },
  { name: "flags: one dash before a long name", args: ["p", "-namespace", "x", "-debug"] },
  {
    name: "flags: ignoreFlags still takes the namespace",
    args: ["p", "-n", "space"],
    plugins: { p: legacy({ ignoreFlags: true }) },
  },
];
