import { HostError } from "../host/host-error.ts";
import type { BrokenPlugin, InstalledPlugin } from "./installed-plugin.ts";
import { namesakeFolders } from "./namesake-rank.ts";
import { candidateFolders } from "./plugin-folders.ts";
import { isNameCharacter } from "../text/name-character.ts";
import { requireOpenable } from "./require-openable.ts";
import { usageWord } from "./usage-word.ts";
import { parsePlugin, readManifest, readPlugin, type PluginReading } from "./read-plugin.ts";

export interface FoundPlugin {
  /** The plugin of this name that runs. */
  readonly installed?: InstalledPlugin;
  /** Folders before it in the search whose manifest has this name but cannot be used, or cannot be read in a folder of this name. */
  readonly broken: readonly BrokenPlugin[];
}

/**
 * Finds the plugin of a name. The first directory that has one wins, and within it the folders NAME and helm-NAME come
 * before all others. So most calls read one or two manifests, however many plugins are installed. Otherwise a scan of
 * each manifest's text shows which ones must be parsed.
 */
export async function findPlugin(
  reading: PluginReading,
  directories: readonly string[],
  name: string,
): Promise<FoundPlugin> {
  const broken: BrokenPlugin[] = [];
  if (!isPluginName(name)) return { broken };
  for (const directory of directories) {
    const installed =
      (await findByFolder(reading, directory, name, broken)) ?? (await scan(reading, directory, name, broken));
    if (installed !== undefined) return { installed, broken };
  }
  return { broken };
}

/** Adds a plugin whose manifest cannot be read to `broken`: only its folder tells the name. */
async function findByFolder(
  reading: PluginReading,
  directory: string,
  name: string,
  broken: BrokenPlugin[],
): Promise<InstalledPlugin | undefined> {
  for (const folder of namesakeFolders(reading.host.os, directory, name)) {
    const read = await readPlugin(reading, folder);
    if (read?.kind === "installed" && read.plugin.name === name) return read;
    if (read?.kind === "broken" && read.breakage.kind === "unreadable" && isSeen(reading, folder)) broken.push(read);
  }
  return undefined;
}

/** Whether there is a folder: in a plugins folder that cannot be searched, nothing is known of one. */
function isSeen({ host }: PluginReading, folder: string): boolean {
  try {
    return host.files.stat(folder) !== undefined;
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return false;
  }
}

/** Searches a directory in the order of its folders, and adds plugins of this name that cannot be used to `broken`. */
async function scan(
  reading: PluginReading,
  directory: string,
  name: string,
  broken: BrokenPlugin[],
): Promise<InstalledPlugin | undefined> {
  // Loaded only here, because it has regular expressions: most calls find their plugin before.
  const { scanName } = await import("../manifest/scan-name.ts");
  const decoder = new TextDecoder("latin1");
  for (const folder of candidateFolders(reading.host, directory)) {
    const text = tryRead(reading, folder);
    if (text === undefined) continue;
    const scanned = scanName(decoder.decode(text));
    if (scanned !== undefined && scanned !== name) continue;
    const read = await parsePlugin(reading, folder, text);
    if (read.kind === "installed" && read.plugin.name === name) return read;
    if (read.kind === "broken" && scanned === name) broken.push(read);
  }
  return undefined;
}

/** Undefined for a manifest that cannot be read, because its name is unknown; listing the plugins reports it. Throws AppError "too-many-files". */
function tryRead(reading: PluginReading, folder: string): Uint8Array | undefined {
  try {
    return readManifest(reading, folder);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    requireOpenable(reading.host.os, error);
    return undefined;
  }
}

/**
 * Finds a `cli/v1` plugin by the first word of its usage line. Helm 4 calls the plugin by this word if it differs from
 * the name.
 */
export async function findPluginByUsage(
  reading: PluginReading,
  directories: readonly string[],
  word: string,
): Promise<InstalledPlugin | undefined> {
  if (word === "") return undefined;
  for (const folder of directories.flatMap((directory) => candidateFolders(reading.host, directory))) {
    const read = await readPlugin(reading, folder);
    if (read?.kind === "installed" && usageWord(read.plugin) === word) return read;
  }
  return undefined;
}

/** Whether a plugin can have this name. A regular expression here would make a start half a millisecond slower. */
export function isPluginName(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (!isNameCharacter(unit) && unit !== HYPHEN) return false;
  }
  return text !== "";
}

const HYPHEN = 0x2d;
