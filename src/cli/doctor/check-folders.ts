import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { removeIfPossible } from "../../manage/store/remove-tree.ts";
import { findDirectoryProblem } from "../../plugin/inspect-directory.ts";
import { pathStyle } from "../../platform/path-style.ts";
import { absolutePath } from "../files/absolute-path.ts";
import type { CliContext } from "../context.ts";
import { fine, note, problem, type Finding } from "./finding.ts";

/** Looks at Helm's folders and the one for temporary files: whether they are there, and whether luff can write to them. */
export function checkFolders({ host, paths, directories }: CliContext): readonly Finding[] {
  const { cacheHome } = paths;
  return [...pluginFolders(host, directories, paths.pluginsByDefault), cache(host, cacheHome), temporary(host)];
}

/** luff makes folders in it, but not the folder itself. */
function temporary(host: Host): Finding {
  const check = "temporary-folder";
  const path = absolutePath(host, host.environment.temporaryDirectory);
  const hint = `Make the folder, or set ${host.os === "windows" ? "TMP" : "TMPDIR"} to one that you may write to.`;
  const bad = (reason: string): Finding => problem(check, `the folder for temporary files, ${path}, ${reason}`, hint);
  try {
    const stat = host.files.stat(path);
    if (stat === undefined) return bad("does not exist");
    if (stat.kind !== "directory") return bad("is not a folder");
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return bad(`cannot be reached: ${error.detail}`);
  }
  const found = writable(host, check, { sentence: "the folder for temporary files is", path, hint });
  return found.status === "ok" ? found : { ...found, status: "problem" };
}

const CACHE_HINT = "Starts are slower without it. Set HELM_CACHE_HOME to a folder that you may write to.";

/** luff keeps nothing in a relative folder, to which a missing HOME leads. */
function cache(host: Host, path: string): Finding {
  const check = "cache-folder";
  const folder = { sentence: "the cache is", path, hint: CACHE_HINT };
  if (pathStyle(host.os).isAbsolute(path)) return writable(host, check, folder);
  const hint = "Set HELM_CACHE_HOME to an absolute path, or HOME (on Windows TEMP) to your folder.";
  return problem(
    check,
    `the cache is ${JSON.stringify(path)}, which is not an absolute path, so luff keeps none`,
    hint,
  );
}

function pluginFolders(host: Host, directories: readonly string[], byDefault: string): readonly Finding[] {
  const check = "plugins-folder";
  if (directories.length === 0) {
    return [problem(check, "HELM_PLUGINS names no folder", "Unset it, or set it to a folder.")];
  }
  return directories.map((path, index) => {
    const unusable = findDirectoryProblem(host, path, { byDefault });
    if (unusable !== undefined) {
      return problem(
        check,
        `the plugins folder ${path} ${unusable.reason}`,
        "Correct HELM_PLUGINS, or make the folder.",
      );
    }
    if (!pathStyle(host.os).isAbsolute(path)) return relativePlugins(path, path === byDefault);
    // What is installed goes into the first one.
    const sentence = index === 0 ? "luff installs into" : "plugins also come from";
    return writable(host, check, {
      sentence,
      path: absolutePath(host, path),
      hint: "Plugins run from it, but luff cannot install or change one there.",
    });
  });
}

/** Of a relative folder each working directory has another one, so what is installed in one is not found in the next. */
function relativePlugins(path: string, isDefault: boolean): Finding {
  return problem(
    "plugins-folder",
    `the plugins folder is ${JSON.stringify(path)}, which is not an absolute path, so it depends on the working directory`,
    isDefault
      ? "Set HELM_DATA_HOME to an absolute path, or HOME (on Windows APPDATA) to your folder."
      : "Set HELM_PLUGINS to an absolute path.",
  );
}

interface Folder {
  /** What the folder is for, up to its path. */
  readonly sentence: string;
  readonly path: string;
  readonly hint: string;
}

/** Tries to make a folder there. One that is not there yet would be made in the nearest that is. */
function writable(host: Host, check: string, { sentence, path, hint }: Folder): Finding {
  const { join, directory } = pathStyle(host.os);
  let nearest = path;
  try {
    while (host.files.stat(nearest) === undefined && directory(nearest) !== nearest) nearest = directory(nearest);
    const made = host.disk.makeUniqueFolder(join(nearest, ".luff-doctor-"));
    removeIfPossible(host, made);
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    return note(check, `${sentence} ${path}, and luff cannot write to ${nearest}: ${error.detail}`, hint);
  }
  return fine(check, `${sentence} ${path}${nearest === path ? "" : ", which is not there yet"}`);
}
