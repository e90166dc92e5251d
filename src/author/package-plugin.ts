import { writeGzip } from "../archive/write-gzip.ts";
import { writeTar } from "../archive/write-tar.ts";
import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import type { Plugin } from "../manifest/plugin.ts";
import type { InstalledPlugin } from "../plugin/installed-plugin.ts";
import { collectEntries, type CollectedEntries } from "./collect-entries.ts";
import { IGNORE_FILE, readIgnoreFile } from "./ignore-file.ts";

export interface PackagePlan extends CollectedEntries {
  /** What is most likely not as the author wants it, a sentence each without a full stop. */
  readonly notes: readonly string[];
}

export interface PackageRequest {
  /** The folder in the archive that contains everything. */
  readonly top: string;
  /** The absolute path of the package. */
  readonly file: string;
}

/**
 * The name of a package's file, as Helm 4 has it. Throws AppError "manifest-invalid" for a version that cannot be a part
 * of it.
 */
export function packageName({ name, version }: Plugin): string {
  if (!/^[0-9A-Za-z.+_~-]*$/.test(version)) {
    throw new AppError("manifest-invalid", `the version ${JSON.stringify(version)} cannot be in the name of a file`, {
      hint: "Write a version such as 1.2.3.",
    });
  }
  return `${name}${version === "" ? "" : `-${version}`}.tgz`;
}

/** What a package of a plugin contains. Throws AppError "archive-unsafe" and "file-failed", and HostError. */
export function planPackage(
  host: Pick<Host, "os" | "files" | "disk">,
  installed: InstalledPlugin,
  { top, file }: PackageRequest,
): PackagePlan {
  const root = host.files.realPath(installed.folder);
  const collected = collectEntries(host, { root, top, isIgnored: readIgnoreFile(host, root), without: [file] });
  return { ...collected, notes: notesOf(installed, top, collected) };
}

/** The bytes of the package. The same files give the same bytes, whenever and wherever the same kind of luff reads them. */
export function packageBytes(host: Pick<Host, "compression">, { entries }: PackagePlan): AsyncIterable<Uint8Array> {
  return writeGzip(host.compression, writeTar(entries));
}

function notesOf({ plugin, warnings }: InstalledPlugin, top: string, { entries, left }: CollectedEntries): string[] {
  const isRefused = warnings.some(({ code }) => code === "version-invalid");
  const links = entries.filter(({ kind }) => kind === "link").length;
  const hasManifest = entries.some(({ path }) => path === `${top}/plugin.yaml`);
  return [
    ...(hasManifest ? [] : [`${IGNORE_FILE} leaves out plugin.yaml, so nothing can install the package`]),
    ...(isRefused ? [`Helm 4 wants a version such as 1.2.3, and refuses ${plugin.version}`] : []),
    ...(links === 0
      ? []
      : [`the package contains ${links === 1 ? "a link" : `${links} links`}, which luff installs and Helm does not`]),
    ...left.map((path) => `${path} is not a file, a folder or a link, and was left out`),
  ];
}
