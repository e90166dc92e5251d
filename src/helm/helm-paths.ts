import type { Environment } from "../host/environment.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { GlobalFlags } from "./helm-settings.ts";

/** Helm's folders and files. luff uses the same ones. */
export interface HelmPaths {
  readonly cacheHome: string;
  readonly configHome: string;
  readonly dataHome: string;
  /** The list of plugin folders as written in HELM_PLUGINS, not split. */
  readonly plugins: string;
  /** The folder of plugins if HELM_PLUGINS is not set. */
  readonly pluginsByDefault: string;
  readonly registryConfig: string;
  readonly repositoryConfig: string;
  readonly repositoryCache: string;
  readonly contentCache: string;
}

/** What says where the user's folders are. */
type Places = Pick<Environment, "get" | "home">;

/** Helm's paths from flags, HELM_* variables, XDG variables and the platform's defaults (Helm's pkg/helmpath and pkg/cli). */
export function resolveHelmPaths(flags: GlobalFlags, environment: Places, os: string): HelmPaths {
  const { join } = pathStyle(os);
  const base = platformFolders(environment, os);
  const home = (name: "CACHE" | "CONFIG" | "DATA", fallback: string): string =>
    nonEmpty(environment.get(`HELM_${name}_HOME`)) ??
    join(nonEmpty(environment.get(`XDG_${name}_HOME`)) ?? fallback, "helm");
  const cacheHome = home("CACHE", base.cache);
  const configHome = home("CONFIG", base.config);
  const dataHome = home("DATA", base.data);
  const pluginsByDefault = join(dataHome, "plugins");
  return {
    cacheHome,
    configHome,
    dataHome,
    plugins: environment.get("HELM_PLUGINS") ?? pluginsByDefault,
    pluginsByDefault,
    registryConfig:
      flags.registryConfig ?? environment.get("HELM_REGISTRY_CONFIG") ?? join(configHome, "registry", "config.json"),
    repositoryConfig:
      flags.repositoryConfig ?? environment.get("HELM_REPOSITORY_CONFIG") ?? join(configHome, "repositories.yaml"),
    repositoryCache: flags.repositoryCache ?? environment.get("HELM_REPOSITORY_CACHE") ?? join(cacheHome, "repository"),
    contentCache: flags.contentCache ?? environment.get("HELM_CONTENT_CACHE") ?? join(cacheHome, "content"),
  };
}

interface PlatformFolders {
  readonly cache: string;
  readonly config: string;
  readonly data: string;
}

function platformFolders(environment: Places, os: string): PlatformFolders {
  const { join } = pathStyle(os);
  const { home } = environment;
  if (os === "windows") {
    const roaming = environment.get("APPDATA") ?? "";
    return { cache: environment.get("TEMP") ?? "", config: roaming, data: roaming };
  }
  if (os === "darwin") {
    const library = join(home, "Library");
    return { cache: join(library, "Caches"), config: join(library, "Preferences"), data: library };
  }
  return { cache: join(home, ".cache"), config: join(home, ".config"), data: join(home, ".local", "share") };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
