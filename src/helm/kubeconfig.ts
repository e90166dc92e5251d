import { decodeGoText } from "./go-text.ts";
import { fitsKubeconfig, isRecord } from "./kubeconfig-shape.ts";
import type { ClusterSummary, ContextSummary, KubeconfigSummary, UserSummary } from "./kubeconfig-summary.ts";
import { parseGoYaml } from "./go-yaml.ts";
import { isProxyUrl } from "./proxy-url.ts";

type Fields = Readonly<Record<string, unknown>>;

/** Summarises a kubeconfig's bytes; undefined if client-go refuses the whole file. */
export function parseKubeconfig(bytes: Uint8Array): KubeconfigSummary | undefined {
  const text = decodeGoText(bytes);
  const root = text === undefined ? undefined : (parseGoYaml(text) ?? {});
  if (!isRecord(root) || !fitsKubeconfig(root) || !isKindKnown(root)) return undefined;
  const contexts = summarise(root, "contexts", "context", summariseContext);
  const clusters = summarise(root, "clusters", "cluster", summariseCluster);
  const users = summarise(root, "users", "user", summariseUser);
  if (contexts === undefined || clusters === undefined || users === undefined) return undefined;
  if (!areExtensionsUnique(root) || !areExtensionsUnique(fieldsOf(root, "preferences"))) return undefined;
  return { currentContext: textOf(root, "current-context"), contexts, clusters, users };
}

function isKindKnown(root: Fields): boolean {
  return ["", "Config"].includes(textOf(root, "kind")) && ["", "v1"].includes(textOf(root, "apiVersion"));
}

/** The entries of a list by their names; undefined if two entries, or two extensions of one entry, have the same name. */
function summarise<Summary>(
  root: Fields,
  list: string,
  key: string,
  one: (fields: Fields) => Summary,
): Readonly<Record<string, Summary>> | undefined {
  const found = new Map<string, Summary>();
  for (const entry of listOf(root, list)) {
    const [name, fields] = isRecord(entry) ? [textOf(entry, "name"), fieldsOf(entry, key)] : ["", {}];
    if (found.has(name) || !areExtensionsUnique(fields)) return undefined;
    found.set(name, one(fields));
  }
  return Object.fromEntries(found);
}

function summariseContext(context: Fields): ContextSummary {
  return {
    namespace: textOf(context, "namespace"),
    cluster: textOf(context, "cluster"),
    user: textOf(context, "user"),
  };
}

/** Checks what client-go's validateClusterInfo checks, except that the server is named: Helm has a default for it. */
function summariseCluster(cluster: Fields): ClusterSummary {
  const authority = textOf(cluster, "certificate-authority");
  const proxy = textOf(cluster, "proxy-url");
  return {
    ...(proxy !== "" && !isProxyUrl(proxy) && { isUnusable: true }),
    ...(authority !== "" && { authority }),
    ...(holdsData(cluster, "certificate-authority-data") && { hasAuthorityData: true }),
  };
}

/** Checks what client-go's validateAuthInfo checks. */
function summariseUser(user: Fields): UserSummary {
  const certificate = textOf(user, "client-certificate");
  const key = textOf(user, "client-key");
  const certificateData = holdsData(user, "client-certificate-data");
  const keyData = holdsData(user, "client-key-data");
  // client-go ignores a key without a certificate.
  const asksForKey = certificate !== "" || certificateData;
  const isPairWrong = asksForKey && ((certificate !== "" && certificateData) || (key !== "") === keyData);
  const files = asksForKey ? [certificate, key].filter((path) => path !== "") : [];
  return {
    ...((isPairWrong || isExecWrong(user)) && { isUnusable: true }),
    ...(files.length > 0 && { files }),
    ...(textOf(user, "token") !== "" && { hasToken: true }),
    ...((textOf(user, "username") !== "" || textOf(user, "password") !== "") && { hasPassword: true }),
    ...(textOf(user, "as") !== "" && { actsAsUser: true }),
    ...(actsAsMore(user) && { actsAsMore: true }),
  };
}

function actsAsMore(user: Fields): boolean {
  const extra = Object.keys(fieldsOf(user, "as-user-extra"));
  return textOf(user, "as-uid") !== "" || listOf(user, "as-groups").length > 0 || extra.length > 0;
}

/** Checks the program that provides credentials: only its first two API versions have a default for interactiveMode. */
function isExecWrong(user: Fields): boolean {
  if (!isRecord(user["exec"])) return false;
  const exec = user["exec"];
  const version = textOf(exec, "apiVersion");
  const hasDefault = /^client\.authentication\.k8s\.io\/v1(alpha|beta)1$/.test(version);
  const mode = textOf(exec, "interactiveMode");
  return (
    isRecord(user["auth-provider"]) ||
    version === "" ||
    textOf(exec, "command") === "" ||
    listOf(exec, "env").some((entry) => !isRecord(entry) || textOf(entry, "name") === "") ||
    !(["Never", "IfAvailable", "Always"].includes(mode) || (mode === "" && hasDefault))
  );
}

/** client-go refuses a file with two extensions of one name, unless the first of them is null. */
function areExtensionsUnique(owner: Fields): boolean {
  const held = new Set<string>();
  for (const entry of listOf(owner, "extensions")) {
    const name = isRecord(entry) ? textOf(entry, "name") : "";
    if (held.has(name)) return false;
    if (isRecord(entry) && (entry["extension"] ?? null) !== null) held.add(name);
  }
  return true;
}

function fieldsOf(owner: Fields, name: string): Fields {
  const value = owner[name];
  return isRecord(value) ? value : {};
}

function listOf(owner: Fields, name: string): readonly unknown[] {
  const value = owner[name];
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function textOf(owner: Fields, name: string): string {
  const value = owner[name];
  return typeof value === "string" ? value : "";
}

function holdsData(owner: Fields, name: string): boolean {
  return textOf(owner, name).trim() !== "" || listOf(owner, name).length > 0;
}
