import type { Host } from "../host/host.ts";
import { findProgram } from "../program/find-program.ts";

/** The name by which plugins call Helm: the caller's HELM_BIN, else the helm on PATH, else the bare word. */
export function findHelmBin(host: Pick<Host, "os" | "files" | "environment">): string {
  const given = host.environment.get("HELM_BIN");
  if (given !== undefined && given !== "") return given;
  const found = findProgram(host, "helm");
  return found.kind === "found" ? found.file : "helm";
}
