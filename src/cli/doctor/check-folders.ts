import { HostError } from "../../host/host-error.ts";
import type { Host } from "../../host/host.ts";
import { removeIfPossible } from "../../manage/store/remove-tree.ts";
import { pathStyle } from "../../platform/path-style.ts";
import type { CliContext } from "../context.ts";
import { fine, note, problem, type Finding } from "./finding.ts";

/** Looks at Helm's folders and the one for temporary files: whether they are there, and whether luff can write to them. */
export function checkFolders({ host, paths, directories }: CliContext): readonly Finding[] {
  const { cacheHome } = paths;
  return [
    ...pluginFolders(host, directories, paths.pluginsByDefault),
    writable(host, "cache-folder", { sentence: "the cache is", path: cacheHome, hint: CACHE_HINT }),
    writable(host, "temporary-folder", {
      sentence: "the folder for temporary files is",
      path: host.environment.temporaryDirectory,
      hint: "Set TMPDIR (on Windows TEMP) to a folder that you may write to.",
    }),
  ];
}

const CACHE_HINT = "Starts are slower without it. Set HELM_CACHE_HOME to a folder that you may write to.";

function pluginFolders(host: Host, directories: readonly string[], byDefault: string): readonly Finding[] {
  const check = "plugins-folder";
  if (directories.length === 0) {
    return [problem(check, "HELM_PLUGINS names no folder", "Unset it, or set it to a folder.")];
  }
  return directories.map((path, index) => {
    // What is installed goes into the first one.
    const sentence = index === 0 ? "luff installs into" : "plugins also come from";
    if (host.disk.entry(path) === undefined && path !== byDefault) {
      return problem(
        check,
        `there is no ${path}, which HELM_PLUGINS names`,
        "Make the folder, or correct HELM_PLUGINS.",
      );
    }
    return writable(host, check, {
      sentence,
      path,
      hint: "Plugins run from it, but luff cannot install or change one there.",
    });
  });
}

interface Folder {
  /** What the folder is for, up to its path. */
  readonly sentence: string;
  readonly path: string;
  readonly hint: string;
}

/** Tries to make a folder there. One that is not there yet would be made in the nearest that is. */
function writable(host: Host, check: string, { sentence, path, hint }: Folder): Finding {
  const { join, directory, isAbsolute } = pathStyle(host.os);
  if (!isAbsolute(path)) {
    return problem(
      check,
      `${sentence} ${JSON.stringify(path)}, which is not an absolute path`,
      "Set HOME (on Windows USERPROFILE).",
    );
  }
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
