import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { HelmSettings } from "./helm-settings.ts";
import type { ClusterSummary, UserSummary } from "./kubeconfig-summary.ts";

/** An entry of a kubeconfig, and the path of its file. */
export interface Located<Entry> {
  readonly file: string;
  readonly entry: Entry;
}

/** What a context refers to; undefined if it names nothing, or nothing that a kubeconfig has. */
export interface ContextParts {
  readonly cluster: Located<ClusterSummary> | undefined;
  readonly user: Located<UserSummary> | undefined;
}

type UsableHost = Pick<Host, "os" | "files">;

/**
 * Whether client-go can use a context's cluster and user after Helm's flags and variables are applied
 * (DirectClientConfig.ConfirmUsable). If not, Helm does not use the context's namespace.
 */
export function isContextUsable(host: UsableHost, settings: HelmSettings, parts: ContextParts): boolean {
  return isClusterUsable(host, settings, parts.cluster) && isUserUsable(host, settings, parts.user);
}

/** A certificate authority in Helm's settings replaces the cluster's, and so does the setting to skip verification. */
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

/** A relative path in a kubeconfig starts in the file's folder. */
function isReadable({ os, files }: UsableHost, kubeconfig: string, path: string): boolean {
  const style = pathStyle(os);
  return files.isReadable(style.isAbsolute(path) ? path : style.join(style.directory(kubeconfig), path));
}
