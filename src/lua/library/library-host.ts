import type { Host } from "../../host/host.ts";
import type { ProgramFinder } from "./program-finder.ts";

/** What the library `helm.*` needs besides what Lua's core libraries need. */
export interface LibraryHost extends Pick<
  Host,
  "os" | "arch" | "environment" | "digests" | "terminal" | "files" | "http"
> {
  readonly programs: ProgramFinder;
  /** The version of this luff: "0.2.1". */
  readonly version: string;
  /** The name of the folder in Helm's folders for data and caches that has a folder for each plugin's own files. */
  readonly ownFiles: string;
  /** What helm.test knows of the plugin whose specs run; undefined for any other script. */
  readonly specs?: SpecFacts;
}

export interface SpecFacts {
  /** An empty folder for what specs write. */
  readonly folder: string;
  /** The home folder of specs and those in it that are always there, each behind its parent. */
  readonly homeFolders: readonly string[];
  /** The plugin's own folder. */
  readonly plugin: string;
  /** The Lua script that the plugin's command starts; undefined if it starts something else. */
  readonly script: string | undefined;
  /** The arguments that the manifest gives it before the user's. */
  readonly args: readonly string[];
}
