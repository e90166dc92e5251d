import { AppError } from "../errors/app-error.ts";
import type { Host } from "../host/host.ts";
import { pathStyle } from "../platform/path-style.ts";
import type { Source } from "../source/source.ts";

/** A plugin before it is in its place. */
export interface Staged {
  /** Where it can be read. */
  readonly folder: string;
  /** The name that its folder gets: the one that Helm would give it. */
  readonly name: string;
  /** Whether its place leads to the folder, which stays where it is; otherwise the folder is moved. */
  readonly isLinked: boolean;
}

/** Makes a source ready to be put into its place. Throws AppError. */
export function stageSource({ os }: Pick<Host, "os">, source: Source): Staged {
  const name = pathStyle(os).base(source.path);
  if (name === "") {
    throw new AppError("source-unsupported", `luff cannot install from ${source.path}: the root has no name`, {
      hint: "Name a folder below it.",
    });
  }
  return { folder: source.path, name, isLinked: true };
}
