import { cachedHelm } from "../../build/fetch-helm.ts";
import { HELM_RELEASES, type HelmMajor, type HelmRelease } from "../../build/helm-releases.ts";

/** A Helm that starts on this machine, or the reason why there is none. */
export type RealHelm =
  | { readonly path: string; readonly version: string }
  | { readonly path: undefined; readonly reason: string };

const found = new Map<HelmMajor, RealHelm>();

/** The Helm named by LUFF_HELM3 or LUFF_HELM4, otherwise the one that `bun build/fetch-helm.ts` has fetched. */
export function realHelm(major: HelmMajor): RealHelm {
  const known = found.get(major) ?? lookFor(HELM_RELEASES.find((release) => release.major === major)!);
  found.set(major, known);
  return known;
}

function lookFor(release: HelmRelease): RealHelm {
  const variable = `LUFF_HELM${release.major}`;
  const path = process.env[variable] || cachedHelm(release);
  const version = versionOf(path);
  if (version === release.version) return { path, version };
  const seen = version === undefined ? "does not start here" : `is ${version}`;
  return {
    path: undefined,
    reason: `${path} ${seen}: run \`bun build/fetch-helm.ts\`, or set ${variable} to a Helm ${release.version}`,
  };
}

function versionOf(path: string): string | undefined {
  try {
    // Without a HOME Helm keeps nothing.
    const { exitCode, stdout } = Bun.spawnSync([path, "version", "--short"], { env: {} });
    return exitCode === 0 ? /^v([0-9.]+)/.exec(stdout.toString())?.[1] : undefined;
  } catch {
    return undefined;
  }
}
