import { AppError } from "../../errors/app-error.ts";
import { NOTHING_TO_TEST } from "../../errors/exit-statuses.ts";
import type { Host } from "../../host/host.ts";
import { statOf } from "../../host/stat-of.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { walkFolder } from "../walk-folder.ts";

type FilesHost = Pick<Host, "os" | "files">;

/** The folders of specs in a plugin. */
const FOLDERS = ["spec", "tests"];
const ENDING = "_spec.lua";

/**
 * The files of specs in a plugin's folder, as paths below it with slashes, in their order: those that are named, and of a folder
 * all that end in _spec.lua. Without names those in spec and tests. Throws AppError "spec-not-found".
 */
export function findSpecFiles(host: FilesHost, folder: string, names: readonly string[]): readonly string[] {
  const { join } = pathStyle(host.os);
  const found = new Set<string>();
  for (const name of names.length > 0 ? names : FOLDERS) {
    const stat = statOf(host, join(folder, ...name.split("/")));
    if (stat?.kind === "file") found.add(name);
    const below = stat?.kind === "directory" ? specsBelow(host, folder, name) : [];
    for (const file of below) found.add(file);
    const isNamed = names.length > 0;
    if (isNamed && stat === undefined) throw nothing(`there is no file or folder ${name} in ${folder}`);
  }
  if (found.size > 0) return [...found].toSorted();
  const places = names.length > 0 ? names.join(", ") : FOLDERS.join(" and ");
  throw nothing(`the plugin in ${folder} has no specs: no file that ends in ${ENDING} in ${places}`);
}

/** Folders whose Lua files are not the plugin's own: specs, and packages that luarocks has put there. */
const NOT_COVERED = /^(?:spec|tests|lua_modules)\//;

/** The plugin's own Lua files, as paths below its folder with slashes, in their order. */
export function findCoveredFiles(host: FilesHost, folder: string): readonly string[] {
  const { join, separator } = pathStyle(host.os);
  const start = join(folder, "x").length - 1;
  const files = walkFolder(host, folder).filter(({ stat, name }) => stat?.kind === "file" && name.endsWith(".lua"));
  const names = files.map(({ path }) => path.slice(start).replaceAll(separator, "/"));
  return names.filter((name) => !NOT_COVERED.test(name)).toSorted();
}

/** A link may lead back into the folder: each folder is entered once. */
function specsBelow(host: FilesHost, folder: string, name: string, seen = new Set<string>()): readonly string[] {
  const { join } = pathStyle(host.os);
  const identity = host.files.identity(join(folder, ...name.split("/")));
  if (seen.has(identity)) return [];
  seen.add(identity);
  return host.files.list(join(folder, ...name.split("/"))).flatMap((entry) => {
    const inner = name === "." ? entry : `${name}/${entry}`;
    const stat = statOf(host, join(folder, ...inner.split("/")));
    if (stat?.kind === "directory") return specsBelow(host, folder, inner, seen);
    return entry.endsWith(ENDING) && stat?.kind !== "other" ? [inner] : [];
  });
}

function nothing(message: string): AppError {
  const hint = "Write spec/main_spec.lua, or name the file: 'luff help plugin test' has an example.";
  return new AppError("spec-not-found", message, { exitCode: NOTHING_TO_TEST, hint });
}
