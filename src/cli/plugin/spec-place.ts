import { statOf } from "../../host/stat-of.ts";
import type { Host } from "../../host/host.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { manifestPathOf } from "../../plugin/read-plugin.ts";
import { absolutePath } from "../files/absolute-path.ts";

/** The folder of a plugin, and files and folders below it: paths with slashes. */
export interface SpecPlace {
  readonly folder: string;
  readonly names: readonly string[];
}

type PlaceHost = Pick<Host, "os" | "files" | "environment">;

/**
 * What the words DIR and FILE… mean: names of the plugin in the working folder; a plugin's folder and names below it; or paths of files
 * and folders of one plugin, seen from the working folder. A first word that is none of these is the folder.
 */
export function findSpecPlace(host: PlaceHost, words: readonly string[]): SpecPlace {
  const here = absolutePath(host, ".");
  const [first, ...others] = words;
  if (first === undefined) return { folder: here, names: [] };
  const folder = absolutePath(host, first);
  if (isPlugin(host, folder)) return { folder, names: withSlashes(host, others) };
  if (isPlugin(host, here)) return { folder: here, names: withSlashes(host, words) };
  const owner = statOf(host, folder) === undefined ? undefined : pluginAbove(host, folder);
  if (owner === undefined) return { folder, names: withSlashes(host, others) };
  return {
    folder: owner,
    names: withSlashes(
      host,
      words.map((word) => nameBelow(host, owner, word)),
    ),
  };
}

function isPlugin(host: PlaceHost, folder: string): boolean {
  return statOf(host, manifestPathOf(host, folder)) !== undefined;
}

/** The nearest folder above a path that is a plugin's. */
function pluginAbove(host: PlaceHost, path: string): string | undefined {
  const above = pathStyle(host.os).directory(path);
  if (above === path) return undefined;
  return isPlugin(host, above) ? above : pluginAbove(host, above);
}

/** The path below the folder; one that is elsewhere stays as it is, so that the error names it. */
function nameBelow(host: PlaceHost, folder: string, word: string): string {
  const path = absolutePath(host, word);
  const start = folder + pathStyle(host.os).separator;
  return path.startsWith(start) ? path.slice(start.length) : word;
}

function withSlashes({ os }: PlaceHost, names: readonly string[]): readonly string[] {
  return names.map((name) => name.replaceAll(pathStyle(os).separator, "/").replace(/\/+$/, ""));
}
