import { copyTree } from "../archive/copy-tree.ts";
import { AppError } from "../errors/app-error.ts";
import { HostError } from "../host/host-error.ts";
import { removeTree } from "../manage/store/remove-tree.ts";
import { manifestPathOf, MANIFEST_NAME } from "../plugin/read-plugin.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isThere, MAIN_SCRIPT } from "../run/find-lua-script.ts";
import { readManifestOf } from "./lint-plugin.ts";
import { makeFolder, requireEmpty, type DiskHost } from "./make-folder.ts";
import { migrateManifest, type MigratedManifest } from "./migrate-manifest.ts";

export type MigrationPlan =
  /** The manifest already has the newest format. */
  | { readonly kind: "current"; readonly folder: string }
  | ({ readonly kind: "rewrite"; readonly folder: string; readonly manifestPath: string } & MigratedManifest)
  /** The plugin is split into several ones in new folders; the original stays. */
  | ({ readonly kind: "split"; readonly folder: string; readonly into: string } & MigratedManifest);

/**
 * Plans how to bring the plugin of a folder into the format `apiVersion: v1`. A plugin that is a command and a getter
 * becomes two in the folder `wanted`, by default FOLDER-v1. Throws AppError "not-a-plugin-folder", "manifest-unreadable",
 * "manifest-invalid", "migration-impossible", "usage" if that folder is inside of the plugin's own, and
 * "folder-not-empty" if something is in the way of the new folders.
 */
export function planMigration(host: DiskHost, folder: string, wanted?: string): MigrationPlan {
  const { join, separator } = pathStyle(host.os);
  const manifestPath = manifestPathOf(host, folder);
  const bytes = readManifestOf(host, folder);
  const migrated = migrateManifest(bytes, { path: manifestPath, hasMain: isThere(host, join(folder, MAIN_SCRIPT)) });
  if (migrated === undefined) return { kind: "current", folder };
  if (migrated.plugins.length === 1) {
    return { kind: "rewrite", folder, manifestPath, ...migrated };
  }
  const into = wanted ?? `${folder}-v1`;
  if (`${into}${separator}`.startsWith(`${folder}${separator}`)) {
    throw new AppError("usage", `luff plugin migrate: ${into} is inside of the plugin's own folder`, {
      advice: "migrate-beside",
    });
  }
  requireEmpty(host, into);
  return { kind: "split", folder, into, ...migrated };
}

/** Carries out a plan, completely or not at all. Throws AppError "file-failed" and "folder-not-empty". */
export function applyMigration(host: DiskHost, plan: MigrationPlan): void {
  switch (plan.kind) {
    case "current":
      return;
    case "rewrite":
      return rewriteManifest(host, plan.manifestPath, plan.plugins[0].text);
    case "split":
      return makeFolder(host, plan.into, (temporary) => writePlugins(host, plan, temporary));
  }
}

/** A manifest that is a link stays a link. */
function rewriteManifest(host: DiskHost, path: string, text: string): void {
  try {
    const file = host.files.realPath(path);
    const mode = host.disk.entry(file)?.mode;
    host.files.writeAtomically(file, text);
    if (mode !== undefined && host.os !== "windows") host.disk.setMode(file, mode);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    throw new AppError("file-failed", `cannot write ${path}: ${error.detail}`, {
      hint: "See who owns the file and its folder.",
      cause: error,
    });
  }
}

/** Each plugin needs all files, because it cannot see the folder of the other one. */
function writePlugins(host: DiskHost, plan: Extract<MigrationPlan, { kind: "split" }>, into: string): void {
  const { join } = pathStyle(host.os);
  for (const { plugin, text } of plan.plugins) {
    const folder = join(into, plugin.name);
    copyTree(host, plan.folder, folder);
    removeTree(host, join(folder, ".git"));
    host.files.writeAtomically(join(folder, MANIFEST_NAME), text);
  }
}
