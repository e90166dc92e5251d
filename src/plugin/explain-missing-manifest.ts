import { HostError } from "../host/host-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import { isUnicode } from "../text/is-unicode.ts";
import type { ReadPlugin, RecordedPlugin } from "./installed-plugin.ts";
import { MANIFEST_NAME, manifestPathOf } from "./read-plugin.ts";

type FilesHost = Pick<Host, "os" | "files" | "disk">;

/**
 * The plugin that a folder without a manifest seems to be meant as, which cannot be used; undefined if it does not seem so. A folder into which
 * luff has put a plugin is one.
 */
export function findIncomplete(
  host: FilesHost,
  folder: string,
  recorded: RecordedPlugin | undefined,
): ReadPlugin | undefined {
  const reason = explainMissingManifest(host, folder) ?? (recorded && `its ${MANIFEST_NAME} is missing`);
  if (reason === undefined) return undefined;
  return {
    kind: "broken",
    folder,
    manifestPath: manifestPathOf(host, folder),
    breakage: { kind: "incomplete", reason, ...(recorded !== undefined && { recorded }) },
  };
}

/** plugin.yml, Plugin.yaml, and what a Windows editor makes of the name. */
const NEAR_NAME = /^plugin\.ya?ml(?:\.txt)?$/i;

/** The most entries of a folder that are checked. */
const MOST_ENTRIES = 100;

/**
 * Why a folder without a manifest seems to be meant as a plugin's, as a clause that begins with "it" or "its";
 * undefined if it does not seem so.
 */
export function explainMissingManifest(host: FilesHost, folder: string): string | undefined {
  try {
    const kind = host.files.stat(folder)?.kind;
    if (kind === undefined && !isUnicode(folder)) return "its name is not Unicode text, so luff cannot open it";
    if (kind === undefined) return describeLink(host, folder);
    return kind === "directory" ? explainNames(host, folder, host.files.list(folder)) : undefined;
  } catch (error) {
    if (error instanceof HostError) return undefined; // A folder that luff may search but not list.
    throw error;
  }
}

function describeLink({ disk }: FilesHost, folder: string): string {
  try {
    return `it is a broken link to ${disk.readLink(folder)}`;
  } catch (error) {
    if (error instanceof HostError) return "it is a broken link";
    throw error;
  }
}

function explainNames(host: FilesHost, folder: string, names: readonly string[]): string | undefined {
  if (names.includes(MANIFEST_NAME)) return `its ${MANIFEST_NAME} is a broken link`;
  const near = names.find((name) => NEAR_NAME.test(name));
  if (near !== undefined) return `its manifest is named ${near}, but luff reads only ${MANIFEST_NAME}`;
  if (names.includes("main.lua")) return `it has a main.lua but not a ${MANIFEST_NAME}`;
  const deeper = names.slice(0, MOST_ENTRIES).find((name) => hasManifest(host, folder, name));
  if (deeper === undefined) return undefined;
  return `its ${MANIFEST_NAME} is one level too deep, in ${pathStyle(host.os).join(folder, deeper)}`;
}

function hasManifest(host: FilesHost, folder: string, name: string): boolean {
  try {
    return host.files.stat(pathStyle(host.os).join(folder, name, MANIFEST_NAME)) !== undefined;
  } catch (error) {
    if (error instanceof HostError) return false;
    throw error;
  }
}
