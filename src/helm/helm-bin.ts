import type { Host } from "../host/host.ts";
import { findProgram } from "../program/find-program.ts";

type HelmBinHost = Pick<Host, "os" | "files" | "environment">;

/** The name by which plugins call Helm: the caller's HELM_BIN, otherwise the helm on PATH, otherwise "helm". */
export function findHelmBin(host: HelmBinHost): string {
  return presentHelmBin(host) ?? "helm";
}

/** The same for hooks. If there is no Helm, luff takes its place: `$HELM_BIN env` works with both. */
export function findHelmBinOrLuff(host: HelmBinHost): string {
  const { ownCommand } = host.environment;
  return presentHelmBin(host) ?? (ownCommand.length === 1 ? ownCommand[0] : "helm");
}

function presentHelmBin(host: HelmBinHost): string | undefined {
  const given = host.environment.get("HELM_BIN");
  if (given !== undefined && given !== "") return given;
  const found = findProgram(host, "helm");
  return found.kind === "found" ? found.file : undefined;
}
