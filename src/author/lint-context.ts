import type { Host } from "../host/host.ts";
import type { ExaminedManifest } from "../manifest/parse-manifest.ts";
import type { Plugin } from "../manifest/plugin.ts";
import type { CommandSite } from "./command-sites.ts";
import type { Finding, Loader } from "./finding.ts";
import type { Definition } from "./types/write-types.ts";
import type { FolderEntry } from "./walk-folder.ts";

export type LintHost = Pick<
  Host,
  | "os"
  | "arch"
  | "files"
  | "environment"
  | "processes"
  | "clock"
  | "children"
  | "descriptors"
  | "lua"
  | "compression"
  | "terminal"
  | "http"
  | "disk"
  | "wasm"
>;

/** The data that all checks of one plugin's folder use. */
export interface LintContext {
  readonly host: LintHost;
  readonly folder: string;
  readonly manifestPath: string;
  readonly manifest: ExaminedManifest;
  /** Everything in the folder. */
  readonly entries: readonly FolderEntry[];
  /** Reads the types of the library's modules. */
  readonly readTypes: () => Promise<readonly Definition[]>;
  /** That of this luff. */
  readonly version: string;
}

/** The context of a manifest without faults. */
export interface PluginContext extends LintContext {
  readonly plugin: Plugin;
  readonly sites: readonly CommandSite[];
}

type FieldFinding = Pick<Finding, "code" | "severity" | "path" | "message"> & {
  readonly hint?: string;
  readonly refusedBy?: readonly Loader[];
};

/** A finding about a field of the manifest. */
export function atField({ manifestPath, manifest }: LintContext, finding: FieldFinding): Finding {
  return { refusedBy: [], ...finding, file: manifestPath, ...manifest.locate(finding.path) };
}

/** A finding about another file of the folder, or about a place in it. */
export function inFile(
  file: string,
  finding: Pick<Finding, "code" | "severity" | "message" | "hint">,
  place: Pick<Finding, "line" | "column"> = { line: 0, column: 0 },
): Finding {
  return { ...finding, file, ...place, path: "", refusedBy: [] };
}
