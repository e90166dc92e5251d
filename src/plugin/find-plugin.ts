import { HostError } from "../host/host-error.ts";
import { scanName } from "../manifest/scan-name.ts";
import type { BrokenPlugin, InstalledPlugin } from "./installed-plugin.ts";
import { candidateFolders } from "./plugin-folders.ts";
import { parsePlugin, readManifest, readPlugin, type PluginReading } from "./read-plugin.ts";

export interface FoundPlugin {
  /** The first plugin of the name that can be used. */
  readonly installed?: InstalledPlugin;
  /** Folders after it that claim the same name and so are never run. */
  readonly shadowed: readonly string[];
  /** Folders of that name whose manifest cannot be used. */
  readonly broken: readonly BrokenPlugin[];
}

/**
 * Finds the plugin of a name in the plugin directories. Only manifests that may have the name are parsed: of all others
 * a look at the text tells that they have not, which is what keeps a thousand installed plugins cheap.
 */
export async function findPlugin(
  reading: PluginReading,
  directories: readonly string[],
  name: string,
): Promise<FoundPlugin> {
  let installed: InstalledPlugin | undefined;
  const shadowed: string[] = [];
  const broken: BrokenPlugin[] = [];
  const decoder = new TextDecoder("latin1");
  for (const folder of candidateFolders(reading.host, directories)) {
    const text = tryRead(reading, folder);
    if (text === undefined) continue;
    const scanned = scanName(decoder.decode(text));
    if (scanned !== undefined && scanned !== name) continue;
    const read = await parsePlugin(reading, folder, text);
    if (read.kind === "broken") {
      if (scanned === name) broken.push(read);
    } else if (read.plugin.name === name) {
      if (installed === undefined) installed = read;
      else shadowed.push(folder);
    }
  }
  return { ...(installed === undefined ? {} : { installed }), shadowed, broken };
}

/** A manifest that cannot be read says nothing of its name; listing the plugins reports it. */
function tryRead(reading: PluginReading, folder: string): Uint8Array | undefined {
  try {
    return readManifest(reading, folder);
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/**
 * Finds a `cli/v1` plugin by the first word of its usage line, by which Helm 4 would call it where that differs from
 * the name.
 */
export async function findPluginByUsage(
  reading: PluginReading,
  directories: readonly string[],
  word: string,
): Promise<InstalledPlugin | undefined> {
  for (const folder of candidateFolders(reading.host, directories)) {
    const read = await readPlugin(reading, folder);
    if (read?.kind !== "installed" || read.plugin.type !== "cli/v1") continue;
    if (read.plugin.usageLine.split(" ", 1)[0] === word) return read;
  }
  return undefined;
}
