import { findHelm3Refusal, type ReadManifest } from "../../author/helm-on-path.ts";
import type { Host } from "../../host/host.ts";
import { writeWarnings } from "../notes/write-warnings.ts";

/** A plugin because of which the Helm 3 of this machine runs no plugin at all. */
export interface Helm3Note {
  /** Without a full stop. */
  readonly text: string;
  /** A sentence. */
  readonly hint: string;
}

/** Says that the Helm of this machine is a Helm 3 that runs no plugin beside this one; undefined if it is not. */
export async function describeHelm3(host: Host, name: string, manifest: ReadManifest): Promise<Helm3Note | undefined> {
  const refusal = await findHelm3Refusal(host, manifest);
  if (refusal === undefined) return undefined;
  const { version, reason, hint } = refusal;
  return {
    text: `plugin "${name}" ${reason}, and the Helm on this machine is ${version}, which runs no plugin at all while such a one is in its plugins folder`,
    hint: `${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`,
  };
}

/** Warns of a plugin that the Helm 3 of this machine refuses, and with it every other one. */
export async function warnHelm3(host: Host, name: string, manifest: ReadManifest): Promise<void> {
  const said = await describeHelm3(host, name, manifest);
  if (said !== undefined) writeWarnings(host.terminal, [`${said.text}. ${said.hint}`]);
}
