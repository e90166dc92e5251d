import { formatGoFloat } from "./go-numbers.ts";
import type { HelmPaths } from "./helm-paths.ts";
import type { HelmSettings } from "./helm-settings.ts";

export interface VariablesInput {
  readonly settings: HelmSettings;
  readonly paths: HelmPaths;
  /** The current namespace. */
  readonly namespace: string;
  /** How plugins call Helm back. */
  readonly helmBin: string;
}

/** The variables that Helm 3 and Helm 4 set for plugins of every kind (Helm's EnvSettings.EnvVars). */
export function helmVariables({ settings, paths, namespace, helmBin }: VariablesInput): Record<string, string> {
  return {
    HELM_BIN: helmBin,
    HELM_BURST_LIMIT: String(settings.burstLimit),
    HELM_CACHE_HOME: paths.cacheHome,
    HELM_CONFIG_HOME: paths.configHome,
    HELM_CONTENT_CACHE: paths.contentCache,
    HELM_DATA_HOME: paths.dataHome,
    HELM_DEBUG: String(settings.debug),
    HELM_KUBEAPISERVER: settings.kubeApiserver,
    HELM_KUBEASGROUPS: settings.kubeAsGroups.join(","),
    HELM_KUBEASUSER: settings.kubeAsUser,
    HELM_KUBECAFILE: settings.kubeCaFile,
    HELM_KUBECONTEXT: settings.kubeContext,
    HELM_KUBEINSECURE_SKIP_TLS_VERIFY: String(settings.kubeInsecureSkipTlsVerify),
    HELM_KUBETLS_SERVER_NAME: settings.kubeTlsServerName,
    HELM_KUBETOKEN: settings.kubeToken,
    HELM_MAX_HISTORY: String(settings.maxHistory),
    HELM_NAMESPACE: namespace,
    HELM_PLUGINS: paths.plugins,
    HELM_QPS: formatGoFloat(settings.qps),
    HELM_REGISTRY_CONFIG: paths.registryConfig,
    HELM_REPOSITORY_CACHE: paths.repositoryCache,
    HELM_REPOSITORY_CONFIG: paths.repositoryConfig,
    ...(settings.kubeconfig === "" ? {} : { KUBECONFIG: settings.kubeconfig }),
  };
}

/** The variables that contain a path or a list of paths. */
export const PATH_VARIABLES: readonly string[] = [
  "HELM_BIN",
  "HELM_CACHE_HOME",
  "HELM_CONFIG_HOME",
  "HELM_CONTENT_CACHE",
  "HELM_DATA_HOME",
  "HELM_KUBECAFILE",
  "HELM_PLUGINS",
  "HELM_PLUGIN_DIR",
  "HELM_REGISTRY_CONFIG",
  "HELM_REPOSITORY_CACHE",
  "HELM_REPOSITORY_CONFIG",
  "KUBECONFIG",
];

/** The two variables with a plugin's name and folder. */
export function pluginVariables(name: string, folder: string): Record<string, string> {
  return { HELM_PLUGIN_NAME: name, HELM_PLUGIN_DIR: folder };
}
