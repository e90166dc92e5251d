import { findHelmBin } from "../helm/helm-bin.ts";
import type { Host } from "../host/host.ts";
import { beginCapture } from "../program/capture-output.ts";
import { findProgram } from "../program/find-program.ts";

type HelmHost = Pick<Host, "os" | "files" | "environment" | "children" | "descriptors">;

/** What to do about a plugin with `apiVersion: v1` beside a Helm 3. */
export const HELM3_HINT =
  "use Helm 4, or keep the plugin out of Helm's folder: HELM_PLUGINS can name another one for luff";

const known = new WeakMap<HelmHost["environment"], string | undefined>();

/**
 * The version of the Helm in HELM_BIN or on PATH, such as "3.18.0", if it is a Helm 3: that one runs no plugin at all while one with
 * `apiVersion: v1` is in its folder. Undefined if there is another one or none. Helm is asked once.
 */
export function findHelm3(host: HelmHost): string | undefined {
  const { environment } = host;
  if (!known.has(environment)) known.set(environment, askVersion(host));
  const version = known.get(environment);
  return version?.startsWith("3.") === true ? version : undefined;
}

function askVersion(host: HelmHost): string | undefined {
  const helm = findProgram(host, findHelmBin(host));
  if (helm.kind !== "found" || !host.children.available()) return undefined;
  const call = { file: helm.file, args: ["version", "--short"], variables: {}, errors: "none" } as const;
  const { stdout } = beginCapture(host, call)();
  return /^v(\d+\.\d+\.\d+)/m.exec(stdout)?.[1];
}
