import type { ParseCache } from "../cache/parse-cache.ts";
import type { Host } from "../host/host.ts";
import { listPlugins, type PluginList, type PluginPlaces } from "../plugin/list-plugins.ts";
import { recordOf } from "./receipt/find-recorded.ts";

interface KnownReading {
  readonly host: Pick<Host, "os" | "files" | "disk" | "digests">;
  readonly cache: ParseCache;
}

/** Lists plugins as `listPlugins` does; those that luff has put there and that have lost their manifest are among the broken ones. */
export function listKnown(reading: KnownReading, places: Omit<PluginPlaces, "recordOf">): Promise<PluginList> {
  return listPlugins(reading, { ...places, recordOf: (folder) => recordOf(reading.host, folder) });
}
