import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { HelmSettings } from "./helm-settings.ts";
import type { KubeconfigSummary } from "./kubeconfig.ts";
import type { ParseCache } from "../cache/parse-cache.ts";

type NamespaceHost = Pick<Host, "os" | "files" | "environment">;

const DEFAULT_NAMESPACE = "default";
const SERVICE_ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";

/**
 * The namespace that Helm would tell a plugin: the one asked for, else that of the kubeconfig's context, else a pod's
 * own, else "default" (client-go's DeferredLoadingClientConfig.Namespace). A kubeconfig that cannot be used, or is named
 * by the flag and missing, means "default".
 */
export async function resolveNamespace(
  host: NamespaceHost,
  settings: HelmSettings,
  cache: ParseCache,
): Promise<string> {
  if (settings.namespace !== "") return settings.namespace;
  const summaries: KubeconfigSummary[] = [];
  for (const path of kubeconfigPaths(host, settings)) {
    const summary = await readKubeconfig(host, path, cache);
    const isMissing = summary === "absent" && settings.kubeconfig !== "";
    if (summary === "unusable" || isMissing) return DEFAULT_NAMESPACE;
    if (summary !== "absent") summaries.push(summary);
  }
  return contextNamespace(summaries, settings.kubeContext) || podNamespace(host) || DEFAULT_NAMESPACE;
}

/** The first file that sets a value wins, as when client-go merges a KUBECONFIG list. */
function contextNamespace(summaries: readonly KubeconfigSummary[], asked: string): string {
  const current = asked || (summaries.find((summary) => summary.currentContext !== "")?.currentContext ?? "");
  const owner = summaries.find((summary) => Object.hasOwn(summary.namespaces, current));
  return owner?.namespaces[current] ?? "";
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
    if (stat === undefined) return "absent";
    // What comes out of a pipe comes once, and the plugin is to have it.
    if (stat.kind === "other") return { currentContext: "", namespaces: {} };
    bytes = host.files.read(path);
  } catch {
    return "unusable";
  }
  const { summary } = await cache.get("kubeconfig", bytes, async () => {
    const { parseKubeconfig } = await import("./kubeconfig.ts");
    return { summary: parseKubeconfig(new TextDecoder().decode(bytes)) ?? null };
  });
  return summary ?? "unusable";
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
