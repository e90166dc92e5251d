import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { showPlatform } from "../../platform/platform-text.ts";
import type { Origin } from "../receipt/receipt.ts";
import type { LoadedSet } from "./load-set.ts";
import type { SetEntry } from "./plugin-set.ts";
import { kindOfEntry, pathOfEntry, type ResolvedEntry } from "./resolve-entry.ts";
import { contentFor, fits } from "./set-lock.ts";

/**
 * An entry whose folder or archive is not on this machine, if the plugin that is there comes from it by way of a bundle. Nothing pins a
 * folder: its name counts. An archive has its SHA-256, and without a lock its name. Undefined if the plugin is not from there.
 */
export function resolvePacked(
  host: Host,
  entry: SetEntry,
  { set: { folder, lock }, present }: { readonly set: LoadedSet; readonly present: Origin | undefined },
): ResolvedEntry | undefined {
  const packed = present?.kind === "bundle" ? present.packed : undefined;
  const path = pathOfEntry(host, entry, folder);
  const isAway = path !== undefined && host.files.stat(path) === undefined;
  if (!isAway || entry.version !== "" || entry.asset !== "") return undefined;
  if (kindOfEntry(host, entry, folder) !== undefined) return undefined;
  const former = lock?.get(entry.name);
  const sha256 = fits(entry, former) ? contentFor(former, showPlatform(host)).sha256 : undefined;
  const hasName = packed !== undefined && "path" in packed && packed.path === pathStyle(host.os).base(path);
  if (packed?.kind === "folder" && hasName && sha256 === undefined) return { entry, source: { kind: "folder", path } };
  if (packed?.kind !== "archive") return undefined;
  const isSame = sha256 === undefined ? hasName : packed.sha256 === sha256;
  return isSame ? { entry, source: { kind: "archive", path } } : undefined;
}
