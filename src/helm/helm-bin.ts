import type { Host } from "../host/host.ts";
import { findProgram } from "../program/find-program.ts";

type HelmBinHost = Pick<Host, "os" | "files" | "environment">;

/** The name by which plugins call Helm: the caller's HELM_BIN, else the helm on PATH, else the bare word. */
export function findHelmBin(host: HelmBinHost): string {
  return presentHelmBin(host) ?? "helm";
}

/** The same for hooks, for which luff itself stands in where there is no Helm: `$HELM_BIN env` works with either. */
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
