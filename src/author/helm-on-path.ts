import { findHelmBin } from "../helm/helm-bin.ts";
import type { Host } from "../host/host.ts";
import { beginCapture } from "../program/capture-output.ts";
import { findProgram } from "../program/find-program.ts";

type HelmHost = Pick<Host, "os" | "files" | "environment" | "children" | "descriptors">;

/**
 * The version of the Helm in HELM_BIN or on PATH, such as "3.18.0"; undefined if there is none, or it prints no
 * version.
 */
export function findHelmVersion(host: HelmHost): string | undefined {
  const helm = findProgram(host, findHelmBin(host));
  if (helm.kind !== "found" || !host.children.available()) return undefined;
  const call = { file: helm.file, args: ["version", "--short"], variables: {}, errors: "none" } as const;
  const { stdout } = beginCapture(host, call)();
  return /^v(\d+\.\d+\.\d+)/m.exec(stdout)?.[1];
}
