import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { HelmSettings } from "./helm-settings.ts";
import { isContextUsable, type Located } from "./is-context-usable.ts";
import type { KubeconfigSummary } from "./kubeconfig-summary.ts";
import type { ParseCache } from "../cache/parse-cache.ts";

type NamespaceHost = Pick<Host, "os" | "files" | "environment">;

const EMPTY: KubeconfigSummary = { currentContext: "", contexts: {}, clusters: {}, users: {} };
const DEFAULT_NAMESPACE = "default";
const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/** A kubeconfig file that was read. */
interface Kubeconfig extends KubeconfigSummary {
  readonly path: string;
}

/**
 * The namespace that Helm would give a plugin: the requested one, otherwise that of the kubeconfig's context, otherwise
 * a pod's own, otherwise "default" (client-go's DeferredLoadingClientConfig.Namespace). It is "default" if client-go
 * cannot use a kubeconfig, its context, or the context's user or cluster, and if the flag's kubeconfig is missing.
 */
export async function resolveNamespace(
  host: NamespaceHost,
  settings: HelmSettings,
  cache: ParseCache,
): Promise<string> {
  if (settings.namespace !== "") return settings.namespace;
  const read: Kubeconfig[] = [];
  for (const path of kubeconfigPaths(host, settings)) {
    const summary = await readKubeconfig(host, path, cache);
    const isMissing = summary === "absent" && settings.kubeconfig !== "";
    if (summary === "unusable" || isMissing) return DEFAULT_NAMESPACE;
    if (summary !== "absent") read.push({ ...summary, path });
  }
  const namespace = contextNamespace(host, settings, read);
  return namespace === undefined ? DEFAULT_NAMESPACE : namespace || podNamespace(host) || DEFAULT_NAMESPACE;
}

/** "" if the context names none; undefined if client-go cannot use it. */
function contextNamespace(
  host: NamespaceHost,
  settings: HelmSettings,
  read: readonly Kubeconfig[],
): string | undefined {
  let named = "";
  for (const { currentContext } of read) named ||= currentContext;
  const current = settings.kubeContext || named;
  const context = firstOf(read, ({ contexts }) => contexts, current)?.entry;
  if (current !== "" && context === undefined) return undefined;
  const cluster = firstOf(read, ({ clusters }) => clusters, context?.cluster ?? "");
  const user = firstOf(read, ({ users }) => users, context?.user ?? "");
  return isContextUsable(host, settings, { cluster, user }) ? (context?.namespace ?? "") : undefined;
}

/** The first file that has an entry of this name wins, as when client-go merges a KUBECONFIG list. */
function firstOf<Entry>(
  read: readonly Kubeconfig[],
  entriesOf: (file: Kubeconfig) => Readonly<Record<string, Entry>>,
  name: string,
): Located<Entry> | undefined {
  for (const file of read) {
    const entry = Object.hasOwn(entriesOf(file), name) ? entriesOf(file)[name] : undefined;
    if (entry !== undefined) return { file: file.path, entry };
  }
  return undefined;
}

function kubeconfigPaths(host: NamespaceHost, settings: HelmSettings): readonly string[] {
  if (settings.kubeconfig !== "") return [settings.kubeconfig];
  const style = pathStyle(host.os);
  const listed = host.environment.get("KUBECONFIG") ?? "";
  if (listed !== "") return style.splitList(listed).filter((path) => path !== "");
  return host.environment.home === "" ? [] : [style.join(host.environment.home, ".kube", "config")];
}

async function readKubeconfig(
  host: NamespaceHost,
  path: string,
  cache: ParseCache,
): Promise<KubeconfigSummary | "absent" | "unusable"> {
  let bytes: Uint8Array;
  try {
    const stat = host.files.stat(path);
    if (stat === undefined) return isNothingAt(host, path) ? "absent" : "unusable";
    // A pipe can be read only once, and the plugin needs its content.
    if (stat.kind === "other") return EMPTY;
    bytes = host.files.read(path);
  } catch {
    return "unusable";
  }
  const { summary } = await cache.get("kubeconfig", bytes, async () => {
    const { parseKubeconfig } = await import("./kubeconfig.ts");
    return { summary: parseKubeconfig(bytes) ?? null };
  });
  return summary ?? "unusable";
}

/** Whether nothing is at a path. Where the path leads through a file, the system has another error, which Go passes on. */
function isNothingAt({ files }: NamespaceHost, path: string): boolean {
  try {
    files.read(path);
    return false;
  } catch (error) {
    return error instanceof HostError && error.kind === "not-found";
  }
}

/** Inside a pod client-go takes the service account's namespace, unless POD_NAMESPACE names another. */
function podNamespace(host: NamespaceHost): string {
  const { environment, files } = host;
  const inCluster = environment.get("KUBERNETES_SERVICE_HOST") && environment.get("KUBERNETES_SERVICE_PORT");
  try {
    if (!inCluster || files.stat(`${SERVICE_ACCOUNT}/token`)?.kind !== "file") return "";
    return (
      environment.get("POD_NAMESPACE") || new TextDecoder().decode(files.read(`${SERVICE_ACCOUNT}/namespace`)).trim()
    );
  } catch {
    return "";
  }
}
