import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { HelmSettings } from "./helm-settings.ts";
import type { ClusterSummary, UserSummary } from "./kubeconfig-summary.ts";

/** An entry of a kubeconfig, and the path of the file that it stands in. */
export interface Located<Entry> {
  readonly file: string;
  readonly entry: Entry;
}

/** What a context leads to; undefined where it names none, or one that no kubeconfig has. */
export interface ContextParts {
  readonly cluster: Located<ClusterSummary> | undefined;
  readonly user: Located<UserSummary> | undefined;
}

type UsableHost = Pick<Host, "os" | "files">;

/**
 * Whether client-go can work with a context's cluster and user once Helm's flags and variables are laid over them
 * (DirectClientConfig.ConfirmUsable). Where it cannot, Helm does not ask the context for its namespace.
 */
export function isContextUsable(host: UsableHost, settings: HelmSettings, parts: ContextParts): boolean {
  return isClusterUsable(host, settings, parts.cluster) && isUserUsable(host, settings, parts.user);
}

/** The authority that was asked for takes the place of the cluster's, and so does the wish for none. */
function isClusterUsable(host: UsableHost, settings: HelmSettings, cluster: ContextParts["cluster"]): boolean {
  const { isUnusable, authority, hasAuthorityData } = cluster?.entry ?? {};
  if (isUnusable === true) return false;
  if (settings.kubeCaFile !== "") return host.files.isReadable(settings.kubeCaFile);
  if (settings.kubeInsecureSkipTlsVerify || cluster === undefined || authority === undefined) return true;
  return hasAuthorityData !== true && isReadable(host, cluster.file, authority);
}

function isUserUsable(host: UsableHost, settings: HelmSettings, user: ContextParts["user"]): boolean {
  const { isUnusable, hasToken, hasPassword, actsAsUser, actsAsMore, files = [] } = user?.entry ?? {};
  if (isUnusable === true) return false;
  if (hasPassword === true && (hasToken === true || settings.kubeToken !== "")) return false;
  const asksForMore = actsAsMore === true || settings.kubeAsGroups.length > 0;
  if (asksForMore && actsAsUser !== true && settings.kubeAsUser === "") return false;
  return user === undefined || files.every((path) => isReadable(host, user.file, path));
}

/** A relative path in a kubeconfig begins at the folder of the file. */
function isReadable({ os, files }: UsableHost, kubeconfig: string, path: string): boolean {
  const style = pathStyle(os);
  return files.isReadable(style.isAbsolute(path) ? path : style.join(style.directory(kubeconfig), path));
}
