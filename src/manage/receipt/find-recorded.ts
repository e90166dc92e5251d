import type { Host } from "../../host/host.ts";
import { HostError } from "../../host/host-error.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { RecordedPlugin } from "../../plugin/installed-plugin.ts";
import { pluginStore } from "../store/plugin-store.ts";
import { readOwnReceipt } from "./own-receipt.ts";

type RecordHost = Pick<Host, "os" | "files" | "disk" | "digests">;

/** The name that luff wrote down of the plugin in a folder, which may have no manifest any longer; undefined if it wrote nothing. */
export function recordedName(host: RecordHost, folder: string): string | undefined {
  try {
    return host.disk.entry(folder) === undefined ? undefined : readOwnReceipt(host, folder)?.name;
  } catch (error) {
    if (error instanceof HostError) return undefined;
    throw error;
  }
}

/** The plugin that luff has put into a folder, which may have no manifest any longer; undefined if it wrote nothing of one. */
export function recordOf(host: RecordHost, folder: string): RecordedPlugin | undefined {
  const name = recordedName(host, folder);
  return name === undefined ? undefined : { name, isLink: host.disk.entry(folder)?.kind === "link" };
}

/** The folders below a plugins folder of which luff wrote down the name of a plugin, and in which still is what it put there. */
export function findRecorded(host: RecordHost, directory: string, name: string): readonly string[] {
  const { join } = pathStyle(host.os);
  return receiptsIn(host, directory)
    .filter((file) => file.endsWith(".json"))
    .map((file) => join(directory, file.slice(0, -".json".length)))
    .filter((folder) => recordedName(host, folder) === name);
}

function receiptsIn({ os, files }: RecordHost, directory: string): readonly string[] {
  try {
    return files.list(pluginStore(os, directory).receipts);
  } catch (error) {
    if (error instanceof HostError) return [];
    throw error;
  }
}
