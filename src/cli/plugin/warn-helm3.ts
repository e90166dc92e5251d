import { findHelm3, HELM3_HINT } from "../../author/helm-on-path.ts";
import type { Host } from "../../host/host.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** Warns of a plugin with `apiVersion: v1` in Helm's folder, if the Helm of this machine is a Helm 3. */
export function warnHelm3(host: Host, name: string): void {
  const version = findHelm3(host);
  if (version === undefined) return;
  const hint = `${HELM3_HINT.charAt(0).toUpperCase()}${HELM3_HINT.slice(1)}.`;
  writeWarnings(host.terminal, [
    `plugin "${name}" has apiVersion: v1, and the Helm on this machine is ${version}, which runs no plugin at all while such a one is in its plugins folder. ${hint}`,
  ]);
}
