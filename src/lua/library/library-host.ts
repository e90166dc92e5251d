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
}
