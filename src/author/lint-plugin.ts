import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import { requireRegular } from "../host/read-regular.ts";
import { MAX_MANIFEST_BYTES } from "../manifest/manifest-size.ts";
import { examineManifest } from "../manifest/parse-manifest.ts";
import type { Plugin } from "../manifest/plugin.ts";
import { explainMissingManifest } from "../plugin/explain-missing-manifest.ts";
import { manifestPathOf, MANIFEST_NAME } from "../plugin/read-plugin.ts";
import { commandFindings } from "./command-findings.ts";
import { findCommandSites } from "./command-sites.ts";
import { fileFindings } from "./file-findings.ts";
import { moduleFindings } from "./module-findings.ts";
import { sortFindings, type Finding, type Loader } from "./finding.ts";
import { folderFindings } from "./folder-findings.ts";
import { apiVersionFindings, helmFindings } from "./helm-findings.ts";
import { findHelm3Refusal } from "./helm-on-path.ts";
import { atField, type LintContext, type LintHost, type PluginContext } from "./lint-context.ts";
import { manifestFindings } from "./manifest-findings.ts";
import { platformFindings } from "./platform-findings.ts";
import { scriptFindings } from "./script-findings.ts";
import { statOf } from "../host/stat-of.ts";
import { versionFindings } from "./version-findings.ts";
import { walkFolder } from "./walk-folder.ts";

export interface LintReport {
  readonly folder: string;
  readonly manifestPath: string;
  /** Undefined if luff cannot read the manifest. */
  readonly plugin: Plugin | undefined;
  /** The programs that load the plugin. */
  readonly loads: Readonly<Record<Loader, boolean>>;
  /** In the order of the manifest's text; those of other files follow. */
  readonly findings: readonly Finding[];
}

/**
 * Finds out whether luff, Helm 3 and Helm 4 load the plugin in a folder, and what is wrong with its files. Runs nothing
 * of the plugin. Without types of the library it says nothing of names in it, and without luff's version nothing of the one that the
 * plugin asks for. Throws AppError "manifest-unreadable", and "not-a-plugin-folder" if there is no manifest.
 */
export async function lintPlugin(
  host: LintHost,
  folder: string,
  { readTypes = async () => [], version = "" }: Partial<Pick<LintContext, "readTypes" | "version">> = {},
): Promise<LintReport> {
  const manifestPath = manifestPathOf(host, folder);
  const manifest = examineManifest(readManifestOf(host, folder));
  const entries = walkFolder(host, folder);
  const context: LintContext = { host, folder, manifestPath, manifest, entries, readTypes, version };
  const { plugin } = manifest;
  const whole = plugin && { ...context, plugin, sites: findCommandSites(context.manifest.root, plugin) };
  const found = [
    ...manifestFindings(context),
    ...apiVersionFindings(context),
    ...(whole === undefined ? [] : await pluginFindings(whole)),
    ...folderFindings(context),
    ...(await scriptFindings(context, whole)),
  ];
  const findings = sortFindings(found, manifestPath);
  const loads = (loader: Loader): boolean => !findings.some(({ refusedBy }) => refusedBy.includes(loader));
  const verdicts = { luff: loads("luff"), helm3: loads("helm3"), helm4: loads("helm4") };
  return { folder, manifestPath, plugin, loads: verdicts, findings };
}

async function pluginFindings(whole: PluginContext): Promise<readonly Finding[]> {
  return [
    ...helmFindings(whole),
    ...commandFindings(whole),
    ...fileFindings(whole),
    ...(await moduleFindings(whole)),
    ...platformFindings(whole),
    ...versionFindings(whole),
    ...(await helmOnPath(whole)),
  ];
}

async function helmOnPath(context: PluginContext): Promise<readonly Finding[]> {
  const { plugin, manifest } = context;
  const refusal = await findHelm3Refusal(context.host, { plugin, warnings: manifest.warnings });
  if (refusal === undefined) return [];
  const { version, path } = refusal;
  const message = `the Helm on this machine is ${version}, which runs no plugin at all while this one is in its plugins folder`;
  const finding = { code: "helm3-on-path", severity: "warning", path, message } as const;
  // What to do about the manifest's other faults stands with them.
  return [atField(context, { ...finding, ...(plugin.format === "v1" && { hint: refusal.hint }) })];
}

/** The bytes of the manifest in a folder that should be a plugin's. */
export function readManifestOf(host: Pick<LintHost, "os" | "files" | "disk">, folder: string): Uint8Array {
  const path = manifestPathOf(host, folder);
  try {
    requireRegular(host.files, path);
    return host.files.read(path, MAX_MANIFEST_BYTES + 1);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (error.kind !== "not-found" && error.kind !== "not-a-directory") {
      throw new AppError("manifest-unreadable", `cannot read ${path}: ${error.detail}`, { cause: error });
    }
    const isThere = statOf(host, folder) !== undefined;
    const reason = isThere ? explainMissingManifest(host, folder) : undefined;
    const missing = isThere ? `there is no ${MANIFEST_NAME} in ${folder}` : `there is no folder ${folder}`;
    throw new AppError("not-a-plugin-folder", missing, {
      hint:
        reason === undefined
          ? "Name the folder of a plugin, or make one: luff plugin create NAME."
          : `Look at the folder: ${reason}.`,
    });
  }
}
