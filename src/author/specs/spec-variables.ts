import { resolveHelmPaths, type HelmPaths } from "../../helm/helm-paths.ts";
import { resolveHelmSettings } from "../../helm/helm-settings.ts";
import { helmVariables } from "../../helm/plugin-variables.ts";
import type { Environment } from "../../host/environment.ts";
import { mergeVariables } from "../../host/merge-variables.ts";
import { pathStyle } from "../../platform/path-style.ts";

const NOTHING_SET: Pick<Environment, "get"> = { get: () => undefined };

/** What would lead specs to the user's own folders: without it the home folder has them all. */
const LEFT_OUT = ["KUBECONFIG", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"];
/** On Windows programs may prefer these to USERPROFILE. */
const LEFT_OUT_ON_WINDOWS = new Set([...LEFT_OUT, "HOME", "HOMEDRIVE", "HOMEPATH"]);
const LEFT_OUT_ON_POSIX = new Set(LEFT_OUT);

/** The home folder of specs. */
export interface SpecHome {
  /** The variables that lead to it, with Helm's. */
  readonly variables: Readonly<Record<string, string>>;
  /** The folder and those in it that are always there, each behind its parent. */
  readonly folders: readonly string[];
}

/**
 * Helm's variables for specs, without those of the plugin: the same on each machine, but for the folders. Neither the user's flags
 * and variables nor a kubeconfig count, so that a plugin calls "helm" and "kubectl" with the same arguments everywhere.
 */
export function specVariables(paths: HelmPaths): Record<string, string> {
  const settings = resolveHelmSettings({}, NOTHING_SET);
  return helmVariables({ settings, paths, namespace: "default", helmBin: "helm" });
}

/** What specs find in the place of the user's home folder, and of Helm's folders in it. */
export function specHome(os: string, home: string): SpecHome {
  const { join } = pathStyle(os);
  const own = homeVariables(os, home);
  // Helm's cache is in the folder for temporary files, which stays the user's for all else.
  const seen: Readonly<Record<string, string>> = { ...own, TEMP: join(home, "AppData", "Local", "Temp") };
  const paths = resolveHelmPaths({}, { get: (name) => (os === "windows" ? seen[name] : undefined), home }, os);
  return { variables: { ...specVariables(paths), ...own }, folders: Object.values(own) };
}

function homeVariables(os: string, home: string): Record<string, string> {
  if (os !== "windows") return { HOME: home };
  const { join } = pathStyle(os);
  const [roaming, local] = ["Roaming", "Local"].map((name) => join(home, "AppData", name)) as [string, string];
  return { USERPROFILE: home, APPDATA: roaming, LOCALAPPDATA: local };
}

/** The environment for luff that runs specs: the user's without what leads to folders and clusters, and with the variables. */
export function specEnvironment(
  own: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
  isWindows: boolean,
): Record<string, string> {
  const leftOut = isWindows ? LEFT_OUT_ON_WINDOWS : LEFT_OUT_ON_POSIX;
  const kept = Object.entries(own).filter(([name]) => !leftOut.has(isWindows ? name.toUpperCase() : name));
  return mergeVariables(Object.fromEntries(kept), variables, isWindows);
}
