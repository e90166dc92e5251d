import { findHelmBin } from "../helm/helm-bin.ts";
import { findProgram } from "../program/find-program.ts";
import { tryProgram } from "../program/try-program.ts";
import type { Fault } from "../manifest/fault.ts";
import type { Plugin } from "../manifest/plugin.ts";
import { refusedByHelm3 } from "./refusals.ts";

const V1_HINT = "use Helm 4, or keep the plugin out of Helm's folder: HELM_PLUGINS can name another one for luff";

type HelmHost = Parameters<typeof tryProgram>[0];

/** A plugin in whose company the Helm 3 of this machine runs no plugin at all. */
export interface Helm3Refusal {
  readonly version: string;
  /** What the plugin has that Helm refuses: "has apiVersion: v1". */
  readonly reason: string;
  /** The field of the manifest. */
  readonly path: string;
  readonly hint: string;
}

/** What a manifest has because of which a Helm 3 can refuse it. */
export interface ReadManifest {
  readonly plugin: Pick<Plugin, "format">;
  readonly warnings: readonly Fault[];
}

/**
 * Why the Helm in HELM_BIN or on PATH runs no plugin at all while this one is in its folder. Undefined if it is no Helm 3, or if it reads
 * the manifest, or if it does not say its version soon. Helm is asked for it only if a Helm 3 would refuse the manifest.
 */
export async function findHelm3Refusal(
  host: HelmHost,
  { plugin, warnings }: ReadManifest,
): Promise<Helm3Refusal | undefined> {
  const isV1 = plugin.format === "v1";
  if (!isV1 && warnings.length === 0) return undefined;
  const version = await findHelm3(host);
  if (version === undefined) return undefined;
  if (isV1) return { version, reason: "has apiVersion: v1", path: "apiVersion", hint: V1_HINT };
  const fault = refusedByHelm3(version, warnings);
  if (fault === undefined) return undefined;
  const { path } = fault;
  return { version, reason: reasonOf(fault), path, hint: "correct its plugin.yaml; luff plugin lint says more" };
}

function reasonOf({ code, path }: Fault): string {
  switch (code) {
    case "command-conflict":
      return "has both command and platformCommand";
    case "hooks-conflict":
      return "has both hooks and platformHooks";
    case "unknown-key":
      return `has the unknown key ${path}`;
    default:
      return `has a wrong value of ${path}`;
  }
}

const known = new WeakMap<HelmHost["environment"], Promise<string | undefined>>();

/**
 * The version of the Helm in HELM_BIN or on PATH, such as "3.18.0", if it is a Helm 3. Undefined if there is another one or none. Helm is
 * asked once.
 */
async function findHelm3(host: HelmHost): Promise<string | undefined> {
  const { environment } = host;
  const asked = known.get(environment) ?? askVersion(host);
  known.set(environment, asked);
  const version = await asked;
  return version?.startsWith("3.") === true ? version : undefined;
}

/** How long Helm may take to say its version, in milliseconds. */
const PATIENCE = 5000;

async function askVersion(host: HelmHost): Promise<string | undefined> {
  const helm = findProgram(host, findHelmBin(host));
  if (helm.kind !== "found") return undefined;
  const trial = await tryProgram(host, { file: helm.file, args: ["version", "--short"], patience: PATIENCE });
  return trial.kind === "ended" ? /^v(\d+\.\d+\.\d+)/m.exec(trial.output)?.[1] : undefined;
}
