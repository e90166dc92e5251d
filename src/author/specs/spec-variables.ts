import type { HelmPaths } from "../../helm/helm-paths.ts";
import { resolveHelmSettings } from "../../helm/helm-settings.ts";
import { helmVariables } from "../../helm/plugin-variables.ts";
import type { Environment } from "../../host/environment.ts";
import { mergeVariables } from "../../host/merge-variables.ts";

const NOTHING_SET: Pick<Environment, "get"> = { get: () => undefined };

/**
 * Helm's variables for specs, without those of the plugin: the same on each machine, but for the folders. Neither the user's flags
 * and variables nor a kubeconfig count, so that a plugin calls "helm" and "kubectl" with the same arguments everywhere.
 */
export function specVariables(paths: HelmPaths): Record<string, string> {
  const settings = resolveHelmSettings({}, NOTHING_SET);
  return helmVariables({ settings, paths, namespace: "default", helmBin: "helm" });
}

/** The environment for specs: that of luff without the user's kubeconfig, and with the variables. */
export function specEnvironment(
  own: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
  isWindows: boolean,
): Record<string, string> {
  const kept = Object.entries(own).filter(([name]) => (isWindows ? name.toUpperCase() : name) !== "KUBECONFIG");
  return mergeVariables(Object.fromEntries(kept), variables, isWindows);
}
